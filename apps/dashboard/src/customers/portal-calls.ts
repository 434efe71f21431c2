import type { BodyOf, CreatedPortalSession, createPortalSession, PortalSession } from '@postrider/contracts';
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';

const perPage = 20;

const sessionsKey = (customerId: string) => ['endpoints', 'customers', 'portal-sessions', customerId] as const;

/** The sessions that have not ended, newest first, a page at a time. */
export const portalSessionsQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: sessionsKey(customerId),
    queryFn: ({ pageParam, signal }): Promise<PageOf<PortalSession>> =>
      manage('GET', path`/customers/${customerId}/portal-sessions`, {
        query: { limit: perPage, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    // A session ends without any change.
    refetchInterval: 30_000,
  });

export type SessionChoice = Required<Pick<BodyOf<typeof createPortalSession>, 'capabilities' | 'expires_in'>>;

export function useCreatePortalSession(customerId: string) {
  const client = useQueryClient();
  return useMutation({
    // The token is not kept after it was shown.
    gcTime: 0,
    mutationFn: (body: SessionChoice): Promise<CreatedPortalSession> =>
      manage('POST', path`/customers/${customerId}/portal-sessions`, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsKey(customerId) }),
  });
}

export function useRevokePortalSession(customerId: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<undefined> => manage('DELETE', path`/customers/${customerId}/portal-sessions/${id}`),
    // Also after an error: one that has ended meanwhile goes as well. Not awaited: without its row, nothing would be announced.
    onSettled: () => void client.invalidateQueries({ queryKey: sessionsKey(customerId) }),
  });
}
