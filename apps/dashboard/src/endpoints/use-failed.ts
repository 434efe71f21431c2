import type { DeliveryCount, Endpoint } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeliveryFilters } from '../shared/delivery-filters.js';
import { endpointState } from '../shared/endpoint-state.js';
import { activityQuery } from './endpoint-queries.js';
import { failedFilters, failedQuery } from './failed-query.js';

interface Failed {
  filters: DeliveryFilters;
  /** Undefined while they are counted, and if there are none. */
  failed: DeliveryCount | undefined;
}

/** The deliveries of a failing or degraded endpoint that have failed. */
export function useFailed(endpoint: Endpoint): Failed {
  const activity = useQuery(activityQuery).data?.get(endpoint.id);
  const [now] = useState(Date.now);
  const { key } = endpointState(endpoint, activity);
  const filters = failedFilters(endpoint.id, activity?.failing_since, now);
  const enabled = key === 'failing' || key === 'degraded';
  const counted = useQuery({ ...failedQuery(filters), enabled }).data;
  return { filters, failed: enabled && counted !== undefined && counted.count > 0 ? counted : undefined };
}
