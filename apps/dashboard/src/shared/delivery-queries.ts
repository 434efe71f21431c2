import type { DeliveryDetail, DeliverySummary, HistoryEntry } from '@postrider/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';
import type { ListFilters } from './delivery-filters.js';

export const rowsPerPage = 50;

/** How often to continue a search that the API ends early, as it does for filters that no index knows. */
const mostCalls = 10;

/** A page of the list. With `limit` more of it than a page shows. */
export async function fetchDeliveries(
  { cursor, limit = rowsPerPage, ...filters }: ListFilters & { cursor?: string | undefined; limit?: number },
  signal: AbortSignal,
): Promise<PageOf<DeliverySummary>> {
  const data: DeliverySummary[] = [];
  let next: string | null = cursor ?? null;
  for (let call = 1; call <= mostCalls; call += 1) {
    const query = { ...queryOf(filters), cursor: next, limit: limit - data.length };
    const page: PageOf<DeliverySummary> = await manage('GET', '/deliveries', { query, signal });
    data.push(...page.data);
    next = page.next_cursor;
    if (next === null || data.length >= limit) break;
  }
  return { data, next_cursor: next };
}

/** The filters as parameters of a call. */
export const queryOf = ({ test, replayed, ...filters }: ListFilters) => ({
  ...filters,
  test: test?.toString(),
  replayed: replayed?.toString(),
});

/** How often to poll a pending delivery, in case a message of /live is missed. */
const lookAgainAfter = 10_000;

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }): Promise<DeliveryDetail> => manage('GET', path`/deliveries/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? lookAgainAfter : false),
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'history', id],
    queryFn: async ({ signal }): Promise<HistoryEntry[]> =>
      (await manage<{ data: HistoryEntry[] }>('GET', path`/deliveries/${id}/history`, { signal })).data,
  });

/** Replays a delivery and refetches it. */
export function useReplay(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => manage<DeliverySummary>('POST', path`/deliveries/${id}/replay`),
    onSuccess: (summary) => {
      client.setQueryData<DeliveryDetail>(deliveryQuery(id).queryKey, (known) => known && { ...known, ...summary });
      return client.invalidateQueries({ queryKey: ['deliveries'] });
    },
  });
}
