import type { PortalSession } from '@postrider/portal';

export interface Account {
  readonly name: string;
  readonly customer: { readonly uid: string; readonly name: string };
}

export interface ReceiverState {
  readonly url: string;
  readonly isBroken: boolean;
  readonly received: readonly { readonly type: string; readonly id: string; readonly at: string }[];
}

export const getAccount = () => request<Account | null>('/account');
export const signIn = (user: string) => post<Account>('/sign-in', { user });
export const signOut = () => post('/sign-out');
export const spend = () => post('/spend');
export const getReceiver = () => request<ReceiverState>('/receiver');
export const toggleReceiver = () => post<ReceiverState>('/receiver/toggle');

/** What `fetchToken` is: the server knows whose session it is. */
export const createWebhooksSession = () => post<PortalSession>('/webhooks/session');

const post = <T>(path: string, body: object = {}) =>
  request<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function request<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
