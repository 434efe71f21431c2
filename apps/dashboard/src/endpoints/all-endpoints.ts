import type { Endpoint } from '@postrider/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage } from '../api/request.js';

const perPage = 250;
/** An organization with more endpoints is shown the ids of the others, and picks them on the page of its endpoints. */
const pagesAtMost = 4;

/** The newest endpoints, up to 1,000: to name them, and to choose from. Deleted ones are not among them. */
export const allEndpointsQuery = queryOptions({
  queryKey: ['endpoints', 'all'],
  queryFn: async ({ signal }): Promise<Endpoint[]> => {
    const endpoints: Endpoint[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pagesAtMost; page += 1) {
      const { data, next_cursor } = await endpointsPage(cursor, signal);
      endpoints.push(...data);
      if (next_cursor === null) break;
      cursor = next_cursor;
    }
    return endpoints;
  },
  staleTime: 30_000,
});

/** Undefined while it is loaded, and where it is deleted. */
export const useEndpoint = (id: string): Endpoint | undefined =>
  useQuery(allEndpointsQuery).data?.find((endpoint) => endpoint.id === id);

const endpointsPage = (cursor: string | undefined, signal: AbortSignal): Promise<PageOf<Endpoint>> =>
  manage('GET', '/endpoints', { query: { limit: perPage, cursor }, signal });
