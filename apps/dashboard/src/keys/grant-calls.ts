import type { OAuthGrant } from '@postrider/contracts';
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';

const perPage = 20;
const queryKey = ['keys', 'grants'];

/** Newest first, a page at a time. */
export const grantsQuery = infiniteQueryOptions({
  queryKey,
  queryFn: ({ pageParam, signal }): Promise<PageOf<OAuthGrant>> =>
    manage('GET', '/oauth-grants', { query: { limit: perPage, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
});

export function useRevokeGrant(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<undefined> => manage('DELETE', path`/oauth-grants/${id}`),
    // Not awaited: without its row, nothing would be announced.
    onSuccess: () => {
      void client.invalidateQueries({ queryKey });
    },
  });
}
