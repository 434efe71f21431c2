import type { EventType } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';

/** The whole catalogue: what Postrider, the operator and the organization itself made. */
export const eventTypesQuery = queryOptions({
  queryKey: ['event_types'],
  queryFn: async ({ signal }): Promise<EventType[]> =>
    (await manage<{ data: EventType[] }>('GET', '/event-types', { signal })).data,
  staleTime: 30_000,
});
