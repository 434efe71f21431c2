import type { EventSummary } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage } from '../api/request.js';

/** Whether the organization has an event within retention. */
export const anyEventQuery = queryOptions({
  queryKey: ['events', 'any'],
  queryFn: async ({ signal }): Promise<boolean> =>
    (await manage<PageOf<EventSummary>>('GET', '/events', { query: { limit: 1 }, signal })).data.length > 0,
});
