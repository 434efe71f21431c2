import type { ApiKey } from '@postrider/contracts';
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';

const perPage = 100;

/** Newest first, a page at a time. */
export const keysQuery = infiniteQueryOptions({
  queryKey: ['keys'],
  queryFn: ({ pageParam, signal }): Promise<PageOf<ApiKey>> =>
    manage('GET', '/keys', { query: { limit: perPage, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
});

export type CreatedKey = ApiKey & { key: string };

export function useCreateKey() {
  const client = useQueryClient();
  return useMutation({
    // The key is not kept after it was shown.
    gcTime: 0,
    mutationFn: (body: { kind: ApiKey['kind']; name: string }): Promise<CreatedKey> =>
      manage('POST', '/keys', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });
}

export function useRevokeKey(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<undefined> => manage('DELETE', path`/keys/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });
}
