import type { DeliveryCount, EndpointActivity } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';
import type { DeliveryFilters } from '../shared/delivery-filters.js';

const day = 24 * 60 * 60_000;
const hour = 60 * 60_000;

/** The failed deliveries of the time since which an endpoint fails, and at least of the last day. */
export function failedFilters(
  endpointId: string,
  failingSince: EndpointActivity['failing_since'] | undefined,
  now: number,
): DeliveryFilters {
  // To the hour, so that the filters stay the same for a while.
  const aDayAgo = Math.floor((now - day) / hour) * hour;
  const since = failingSince == null ? aDayAgo : Math.min(aDayAgo, Date.parse(failingSince));
  return { endpoint_id: endpointId, status: 'failed', since: new Date(since).toISOString() };
}

export const failedQuery = (filters: DeliveryFilters) =>
  queryOptions({
    queryKey: ['deliveries', 'failed', filters],
    queryFn: ({ signal }): Promise<DeliveryCount> =>
      manage('GET', '/deliveries/count', { query: { ...filters }, signal }),
  });
