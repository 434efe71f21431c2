import type { Customer } from '@postrider/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { isPortal } from '../api/permissions.js';
import { manage } from '../api/request.js';

const shown = 20;

/**
 * The newest customers whose uid or name begins with a text. They change with the topic of endpoints. In the portal a
 * customer knows no others.
 */
export const customersQuery = (search = '') =>
  queryOptions({
    enabled: !isPortal(),
    queryKey: ['endpoints', 'customers', 'search', search],
    queryFn: async ({ signal }): Promise<Customer[]> =>
      (await manage<PageOf<Customer>>('GET', '/customers', { query: { search, limit: shown }, signal })).data,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

/** False while it is loading: without customers, nothing speaks of them. */
export const useHasCustomers = (): boolean => (useQuery(customersQuery()).data?.length ?? 0) > 0;
