import type { Endpoint } from '@postrider/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.js';
import type { PageOf } from '../api/page-of.js';
import { manage } from '../api/request.js';

export const perPage = 250;
/** An organization with more endpoints is shown the ids of the others, and picks them on the page of its endpoints. */
export const pagesAtMost = 4;

/** The newest endpoints, up to 1,000: to name them, and to choose from. Deleted ones are not among them. */
export const allEndpointsQuery = queryOptions({
  queryKey: ['endpoints', 'all'],
  queryFn: ({ signal }): Promise<Endpoint[]> =>
    allPages(
      (cursor) => manage<PageOf<Endpoint>>('GET', '/endpoints', { query: { limit: perPage, cursor }, signal }),
      pagesAtMost,
    ),
  staleTime: 30_000,
});

/** Undefined while it is loading, and if it is deleted. */
export const useEndpoint = (id: string): Endpoint | undefined =>
  useQuery(allEndpointsQuery).data?.find((endpoint) => endpoint.id === id);
