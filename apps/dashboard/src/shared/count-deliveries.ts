import type { DeliveryCount } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';
import type { ListFilters } from './delivery-filters.js';
import { queryOf } from './delivery-queries.js';

export const countOfDeliveries = (filters: ListFilters, signal: AbortSignal): Promise<DeliveryCount> =>
  manage('GET', '/deliveries/count', { query: queryOf(filters), signal });

/** What a bulk replay with these filters would do now. */
export const countQuery = (filters: ListFilters) =>
  queryOptions({
    queryKey: ['matching', filters],
    queryFn: ({ signal }) => countOfDeliveries(filters, signal),
    staleTime: 0,
    gcTime: 0,
  });
