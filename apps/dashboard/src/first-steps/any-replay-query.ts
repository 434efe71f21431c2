import type { DeliverySummary } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage } from '../api/request.js';

/** Whether one of the newest deliveries was replayed: as many as one call compares. */
export const anyReplayQuery = queryOptions({
  queryKey: ['bulk', 'any-replay'],
  queryFn: async ({ signal }): Promise<boolean> => {
    const query = { replayed: 'true', limit: 1 };
    return (await manage<PageOf<DeliverySummary>>('GET', '/deliveries', { query, signal })).data.length > 0;
  },
});
