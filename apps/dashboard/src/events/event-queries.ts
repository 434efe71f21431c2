import type { DeliverySummary, EventDetail, EventSummary, SearchablePaths } from '@postrider/contracts';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';
import { searchablePathsQuery } from '../shared/searchable-paths-query.js';
import type { EventsSearch } from './events-search.js';

const eventsPerPage = 50;

/** Lists of events also show the state of deliveries. */
const meta = { alsoTopics: ['deliveries' as const] };

export const eventsQuery = ({ type, customer, delivered_to, path: searchablePath, value, cursor }: EventsSearch) =>
  queryOptions({
    queryKey: ['events', 'list', { type, customer, delivered_to, searchablePath, value, cursor }],
    queryFn: ({ signal }): Promise<PageOf<EventSummary>> => {
      const filters = {
        event_type: type,
        customer,
        delivered_to,
        ...(searchablePath !== undefined && { [searchablePath]: value }),
      };
      const query = { ...filters, cursor, limit: eventsPerPage };
      return manage('GET', '/events', { query, signal });
    },
    placeholderData: keepPreviousData,
    meta,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }): Promise<EventDetail> => manage('GET', path`/events/${id}`, { signal }),
    meta,
  });

export const deliveriesPerEvent = 50;

/** The newest deliveries of an event. */
export const eventDeliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'of-event', id],
    queryFn: ({ signal }): Promise<PageOf<DeliverySummary>> =>
      manage('GET', '/deliveries', { query: { event_id: id, limit: deliveriesPerEvent }, signal }),
  });

export function useUpdateSearchablePaths() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (paths: readonly string[]): Promise<SearchablePaths> =>
      manage('PATCH', '/searchable-paths', { body: { paths } }),
    onSuccess: ({ paths }) => {
      client.setQueryData(searchablePathsQuery.queryKey, paths);
    },
  });
}
