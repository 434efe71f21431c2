import type { DeliverySummary, EventDetail, EventSummary } from '@postrider/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';
import type { EventsSearch } from './events-search.js';

const eventsPerPage = 50;

/** Lists of events also show the state of deliveries. */
const meta = { alsoTopics: ['deliveries' as const] };

export const eventsQuery = ({ type, delivered_to, cursor }: EventsSearch) =>
  queryOptions({
    queryKey: ['events', 'list', { type, delivered_to, cursor }],
    queryFn: ({ signal }): Promise<PageOf<EventSummary>> => {
      const query = { event_type: type, delivered_to, cursor, limit: eventsPerPage };
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
