/** What the call that creates a portal session returned. Further fields are left alone. */
export interface PortalSession {
  /** Address of the portal. Its fragment, which has the token as well, is not used. */
  readonly url: string;
  readonly token: string;
  /** When the session ends, in ISO 8601. Without it the portal alone notices the end. */
  readonly expires_at?: string;
}

/** Asks the platform's server for a new session of the customer who is signed in. */
export type FetchToken = () => Promise<PortalSession>;

/** The page of the portal, without the token. */
export const addressOf = ({ url }: PortalSession): string => url.replace(/#.*$/s, '');

export const isOver = ({ expires_at }: PortalSession, now: number): boolean =>
  expires_at !== undefined && Date.parse(expires_at) <= now;

/** Throws a TypeError if a server returned something else, such as an error in JSON. */
export function requirePortalSession(value: unknown): PortalSession {
  const { url, token } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof url !== 'string' || typeof token !== 'string' || token === '' || !isHttp(url)) {
    throw new TypeError('fetchToken has to resolve to a portal session: { url, token, expires_at }');
  }
  return value as PortalSession;
}

const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
