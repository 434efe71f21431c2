import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.js';
import { send } from './request.js';

/** Who is signed in. `operator` says whether this browser may open /queues; null where no operator password is set. */
export interface Session {
  organization: { id: string; name: string };
  key: { id: string; name: string | null; last_four: string } | null;
  expires_at: string;
  operator: boolean | null;
}

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
    meta: { answers401: true },
    mutationFn: (credential: Credential) =>
      send<Session>('POST', 'key' in credential ? '/session' : '/session/link', { body: credential }),
    onSuccess: (session) => {
      // Of another organization, perhaps.
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
