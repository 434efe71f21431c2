import { isOperationalType, subscriptionCovers } from '@postrider/contracts';
import type { EndpointState } from './endpoint.js';

/** Whether an endpoint gets the events of a customer, or of the organization itself (null). */
export const getsEventsOf = (
  { customer_id, all_customers }: Pick<EndpointState, 'customer_id' | 'all_customers'>,
  eventCustomerId: string | null,
): boolean => customer_id === eventCustomerId || (customer_id === null && all_customers);

/** Whether an endpoint subscribes to a type that its customer may get. `allowed` is null for all. */
export function isSubscribed(
  { event_types }: Pick<EndpointState, 'event_types'>,
  type: string,
  allowed: readonly string[] | null,
): boolean {
  const covers = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => subscriptionCovers(pattern, type));
  return covers(event_types) && (allowed === null || covers(allowed));
}

/**
 * Whether an event of Postrider is about this endpoint: then the endpoint itself does not get it, since it would fail there, too.
 * The ids of these events name what they are about.
 */
export const isAboutItself = (
  { event_id, event_type }: { event_id: string | undefined; event_type: string },
  endpointId: string,
): boolean => isOperationalType(event_type) && event_id?.includes(endpointId) === true;
