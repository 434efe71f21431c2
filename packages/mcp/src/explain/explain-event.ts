import { subscriptionCovers, type Endpoint, type EventDetail } from '@postrider/contracts';
import { cutText } from '../result/cut.js';
import { activation } from './activation.js';

type Delivery = EventDetail['deliveries'][number];

/** Deliveries that one call explains. */
const mostExplained = 2;

const longestUrl = 120;
const mostEndpoints = 5;
const urgency = { failed: 0, pending: 1, delivered: 2 } as const;

/** The deliveries of an event that one explains first: failed ones, then pending ones. */
export const mostUrgent = (deliveries: readonly Delivery[]): Delivery[] =>
  [...deliveries].sort((a, b) => urgency[a.status] - urgency[b.status]).slice(0, mostExplained);

/** What an event has besides the deliveries that are explained. */
export function eventFacts({ id, type, created_at, delivery_count, deliveries, customer }: EventDetail) {
  const ofStatus = (status: Delivery['status']) =>
    deliveries.filter((each) => each.status === status).length || undefined;
  return {
    id,
    type,
    customer: customer?.uid,
    created_at,
    delivery_count,
    failed: ofStatus('failed'),
    pending: ofStatus('pending'),
    delivered: ofStatus('delivered'),
  };
}

/** Why an event has no deliveries. `endpoints` are those of its customer, or of the organization. */
export function explainNoDeliveries(event: EventDetail, endpoints: readonly Endpoint[]) {
  const { type, customer } = event;
  return {
    why: `No active endpoint${customer ? ` of the customer ${customer.uid}` : ''} subscribed to ${type} when the event was published.`,
    endpoints: endpoints.slice(0, mostEndpoints).map(({ id, url, active, event_types }) => ({
      id,
      url: cutText(url, longestUrl),
      active,
      event_types: event_types.slice(0, mostEndpoints),
    })),
    todo: subscribersNow(event, endpoints),
  };
}

function subscribersNow({ type, created_at }: EventDetail, endpoints: readonly Endpoint[]): string[] {
  const recovery = (endpoint_id: string): string =>
    `recover_webhook_endpoint ${JSON.stringify({ endpoint_id, since: created_at })}`;
  const subscribed = endpoints.filter(({ event_types }) => event_types.some((each) => subscriptionCovers(each, type)));
  const active = subscribed.find((endpoint) => endpoint.active);
  if (active) return [`${active.id} subscribes now and is active. Send what it missed:`, recovery(active.id)];
  const [inactive] = subscribed;
  if (inactive) return [`${inactive.id} subscribes, but is inactive.`, activation(inactive), recovery(inactive.id)];
  return ['Add the type with update_webhook_endpoint (event_types), or create_webhook_endpoint.', recovery('whe_…')];
}
