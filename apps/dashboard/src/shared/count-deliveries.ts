import type { DeliveryCount } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';
import type { ListFilters, UrlFilters } from './delivery-filters.js';
import { queryOf } from './delivery-queries.js';
import { withTimes } from './range-times.js';

export const countOfDeliveries = (filters: ListFilters, signal: AbortSignal): Promise<DeliveryCount> =>
  manage('GET', '/deliveries/count', { query: queryOf(filters), signal });

/** What a bulk replay with these filters would do now. */
export const countQuery = (filters: UrlFilters) =>
  queryOptions({
    queryKey: ['matching', filters],
    queryFn: ({ signal }) => countOfDeliveries(withTimes(filters, Date.now()), signal),
    staleTime: 0,
    gcTime: 0,
  });
