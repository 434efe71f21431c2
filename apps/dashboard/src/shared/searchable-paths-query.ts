import type { SearchablePaths } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';

/** The paths by whose values events can be found. They change with the topic of event types. */
export const searchablePathsQuery = queryOptions({
  queryKey: ['event_types', 'searchable-paths'],
  queryFn: async ({ signal }): Promise<string[]> =>
    (await manage<SearchablePaths>('GET', '/searchable-paths', { signal })).paths,
  staleTime: 30_000,
});
