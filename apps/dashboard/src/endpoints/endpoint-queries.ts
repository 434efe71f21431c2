import type {
  DeliveryDetail,
  DeliverySummary,
  Endpoint,
  EndpointActivity,
  EndpointHistoryEntry,
  EndpointMetrics,
  Envelope,
} from '@postrider/contracts';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { allPages } from '../api/all-pages.js';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';
import { pagesAtMost, perPage } from '../shared/all-endpoints.js';
import type { ChartRange } from './endpoints-search.js';

export const endpointQuery = (id: string) =>
  queryOptions({
    queryKey: ['endpoints', 'one', id],
    queryFn: ({ signal }) => manage<Endpoint>('GET', path`/endpoints/${id}`, { signal }),
  });

/** Begins with `endpoints`, so that it is read again after every change. */
export const endpointHistoryQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['endpoints', 'history', id],
    queryFn: ({ pageParam: cursor, signal }) =>
      manage<PageOf<EndpointHistoryEntry>>('GET', path`/endpoints/${id}/history`, {
        query: { limit: 10, cursor },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

export type ActivityHour = EndpointActivity['hours'][number];

/** Of all endpoints, by id. */
export const activityQuery = queryOptions({
  queryKey: ['deliveries', 'activity'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, EndpointActivity>> => {
    const activities = await allPages(
      (cursor) =>
        manage<PageOf<EndpointActivity>>('GET', '/endpoints/activity', { query: { limit: perPage, cursor }, signal }),
      pagesAtMost,
    );
    return new Map(activities.map((activity) => [activity.endpoint_id, activity]));
  },
  refetchInterval: 60_000,
});

export const metricsQuery = (id: string, range: ChartRange) =>
  queryOptions({
    queryKey: ['deliveries', 'metrics', id, range],
    queryFn: ({ signal }) =>
      manage<EndpointMetrics>('GET', path`/endpoints/${id}/metrics`, { query: { range }, signal }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });

export const recentDeliveriesQuery = (endpointId: string) =>
  queryOptions({
    queryKey: ['deliveries', 'recent', endpointId],
    queryFn: ({ signal }) =>
      manage<PageOf<DeliverySummary>>('GET', '/deliveries', { query: { endpoint_id: endpointId, limit: 10 }, signal }),
  });

/** What can be said of an endpoint when it is made. */
export interface EndpointFields {
  url: string;
  event_types: string[];
  name: string | null;
  description: string | null;
  rate_limit: number | null;
  envelope: Envelope;
  /** The platform's own, which its customers do not change. */
  uid?: string | null;
  metadata?: Record<string, string>;
  /** Of a new endpoint alone: either id of the customer that it belongs to. */
  customer?: string;
  /** Of the organization's own endpoints alone. */
  customers?: 'all' | 'none';
}

export const fieldNames = [
  'url',
  'event_types',
  'name',
  'description',
  'rate_limit',
  'envelope',
  'uid',
  'metadata',
  'customer',
  'customers',
] as const;

export function useCreateEndpoint() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: EndpointFields) =>
      manage<Endpoint & { signing_secret: string }>('POST', '/endpoints', { body: fields }),
    onSuccess: ({ signing_secret: _, ...endpoint }) => {
      client.setQueryData(endpointQuery(endpoint.id).queryKey, endpoint);
      return client.invalidateQueries({ queryKey: ['endpoints'] });
    },
    // The secret goes with the page that shows it.
    gcTime: 0,
  });
}

export function useUpdateEndpoint(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<EndpointFields> & { active?: boolean }) =>
      manage<Endpoint>('PATCH', path`/endpoints/${id}`, { body: changes }),
    onSuccess: (endpoint) => {
      client.setQueryData(endpointQuery(id).queryKey, endpoint);
      void client.invalidateQueries({ queryKey: ['deliveries'] });
      return client.invalidateQueries({ queryKey: ['endpoints'] });
    },
  });
}

export function useDeleteEndpoint(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => manage<undefined>('DELETE', path`/endpoints/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['endpoints', 'all'] }),
  });
}

/** Ends the overlap of a rotation. */
export function useExpirePreviousSecrets(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => manage<Endpoint>('POST', path`/endpoints/${id}/expire-previous-secrets`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['endpoints'] }),
  });
}

export function useRotateSecret(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (overlap_hours: number) =>
      manage<{ signing_secret: string; previous_secret_expires_at: string }>(
        'POST',
        path`/endpoints/${id}/rotate-secret`,
        { body: { overlap_hours } },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['endpoints'] }),
    gcTime: 0,
  });
}

export function useSendTest(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (event_type: string) =>
      manage<DeliverySummary>('POST', path`/endpoints/${id}/test`, { body: { event_type } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['deliveries'] }),
  });
}

/** How often to poll a pending test delivery, since the user waits for it. */
const impatience = 1_500;

/** Shares what the delivery's own page knows. */
export const testDeliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }): Promise<DeliveryDetail> => manage('GET', path`/deliveries/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.attempts.length ? 10_000 : impatience),
  });
