import type { EventType } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';
import { isOperationalType } from './operational-type.js';

/** All event types: built-in, the operator's and the organization's own. */
export const eventTypesQuery = queryOptions({
  queryKey: ['event_types'],
  queryFn: async ({ signal }): Promise<EventType[]> =>
    (await manage<{ data: EventType[] }>('GET', '/event-types', { signal })).data,
  staleTime: 30_000,
});

/** The types that the organization may publish, and send as test events. */
export const publishableTypesQuery = queryOptions({
  ...eventTypesQuery,
  select: (types) => types.filter(({ type }) => !isOperationalType(type)),
});
