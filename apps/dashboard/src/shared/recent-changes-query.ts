import type { EndpointHistoryEntry } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';

/** The newest changes of an endpoint; earlier ones are on its page. */
export const recentChangesQuery = (id: string) =>
  queryOptions({
    queryKey: ['endpoints', 'changes', id],
    queryFn: async ({ signal }): Promise<EndpointHistoryEntry[]> =>
      (
        await manage<PageOf<EndpointHistoryEntry>>('GET', path`/endpoints/${id}/history`, {
          query: { limit: 250 },
          signal,
        })
      ).data,
  });
