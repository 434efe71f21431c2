import type { Session } from '@postrider/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.js';
import { send } from './request.js';

/** Null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await send<Session>('GET', '/session', { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** A management key, or the token of a one-time link. */
export type Credential = { key: string } | { token: string };

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    meta: { expects401: true },
    mutationFn: (credential: Credential) =>
      send<Session>('POST', 'key' in credential ? '/session' : '/session/link', { body: credential }),
    onSuccess: (session) => {
      // The session may belong to another organization.
      client.removeQueries();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send<undefined>('DELETE', '/session'),
    onSuccess: () => {
      client.clear();
    },
  });
}

/** Lets this browser open /queues. */
export function useOperatorSignIn() {
  const client = useQueryClient();
  return useMutation({
    meta: { expects401: true },
    mutationFn: (password: string) => send<undefined>('POST', '/session/operator', { body: { password } }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}
