import type { Endpoint } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.js';
import type { PageOf } from '../api/page-of.js';
import { manage } from '../api/request.js';
import { pagesAtMost, perPage } from './all-endpoints.js';

/** The endpoints of a customer, by either id of it. */
export const customerEndpointsQuery = (customer: string) =>
  queryOptions({
    queryKey: ['endpoints', 'of-customer', customer],
    queryFn: ({ signal }): Promise<Endpoint[]> =>
      allPages(
        (cursor) =>
          manage<PageOf<Endpoint>>('GET', '/endpoints', { query: { customer, limit: perPage, cursor }, signal }),
        pagesAtMost,
      ),
    staleTime: 30_000,
  });
