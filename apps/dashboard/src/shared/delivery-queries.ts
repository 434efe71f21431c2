import type { DeliveryDetail, DeliverySummary, HistoryEntry } from '@postrider/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';
import type { DeliveryFilters } from './delivery-filters.js';

export const rowsPerPage = 50;

/** A page of the list. With `limit` more of it than a page shows. */
export function fetchDeliveries(
  { cursor, limit = rowsPerPage, ...filters }: DeliveryFilters & { cursor?: string | undefined; limit?: number },
  signal: AbortSignal,
): Promise<PageOf<DeliverySummary>> {
  return manage('GET', '/deliveries', { query: { ...filters, cursor, limit }, signal });
}

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
