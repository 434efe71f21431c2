import type { Endpoint } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type DeliveryFilters } from '../shared/delivery-filters.js';
import { endpointState } from '../shared/endpoint-state.js';
import { activityQuery } from './endpoint-queries.js';
import { failedFilters, failedQuery } from './failed-query.js';

/** Which deliveries of a failing or degraded endpoint have failed, and whether there are any. */
export function useFailed(endpoint: Endpoint): { filters: DeliveryFilters; hasFailed: boolean } {
  const activity = useQuery(activityQuery).data?.get(endpoint.id);
  const [now] = useState(Date.now);
  const { key } = endpointState(endpoint, activity);
  const filters = failedFilters(endpoint.id, activity?.failing_since, now);
  const enabled = key === 'failing' || key === 'degraded';
  const count = useQuery({ ...failedQuery(filters), enabled }).data?.count ?? 0;
  return { filters, hasFailed: enabled && count > 0 };
}
