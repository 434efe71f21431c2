import type { Endpoint, EventDetail } from '@postrider/contracts';
import { isOperationalType } from '../shared/operational-type.js';

/**
 * The endpoints that subscribe to an event by their patterns (`*`, `budget.*`, or the type itself), active or not: those
 * of its customer and those for all customers, or the organization's own.
 */
export const subscribersOf = (
  { type, customer }: Pick<EventDetail, 'type' | 'customer'>,
  endpoints: readonly Endpoint[],
): Endpoint[] =>
  endpoints.filter(
    (endpoint) =>
      (endpoint.customer?.id === customer?.id || endpoint.customers === 'all') &&
      endpoint.event_types.some((pattern) => covers(pattern, type)),
  );

/** As the API does it (contracts' subscriptionCovers, which would bring zod along). */
function covers(pattern: string, type: string): boolean {
  if (pattern === '*') return !isOperationalType(type);
  return pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}
