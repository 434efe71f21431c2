import type {
  Customer,
  DeliveryDetail,
  DeliverySummary,
  Endpoint,
  EventDetail,
  EventSummary,
  EventType,
  Overview,
} from '@postrider/contracts';
import { summarizeOverview } from './summarize-overview.js';
import { cutData, cutText } from './cut.js';

/** What an agent needs of an item; the rest by `fields`. */
export type View = (item: never) => Record<string, unknown>;

/** Most deliveries of an event, and most attempts of a delivery, in a default result. */
const most = { deliveriesInList: 3, deliveries: 10, attempts: 5 } as const;

const delivery = (item: DeliverySummary) => ({
  id: item.id,
  status: item.status,
  event_type: item.event_type,
  event_id: item.event_id,
  endpoint_id: item.endpoint_id,
  customer: item.customer,
  test: item.test || undefined,
  attempt_count: item.attempt_count,
  response_status: item.response_status,
  failure_reason: item.failure_reason,
  created_at: item.created_at,
  next_attempt_at: item.next_attempt_at,
});

const event = (item: EventSummary, deliveries: number) => ({
  id: item.id,
  type: item.type,
  customer: item.customer,
  test: item.test || undefined,
  created_at: item.created_at,
  delivery_count: item.delivery_count,
  deliveries: item.deliveries.slice(0, deliveries),
});

/** The tools that take `fields`, with the view of their results: of each item of a list, or of the one object. */
export const views: Readonly<Record<string, View>> = {
  get_webhook_overview: (overview: Overview) => summarizeOverview(overview),
  list_webhook_endpoints: (item: Endpoint) => ({
    id: item.id,
    url: cutText(item.url),
    name: item.name,
    uid: item.uid,
    customer: item.customer,
    event_types: item.event_types.length > 5 ? [...item.event_types.slice(0, 5), '…'] : item.event_types,
    active: item.active,
    disabled_reason: item.disabled_reason,
  }),
  list_webhook_customers: (item: Customer) => ({
    id: item.id,
    uid: item.uid,
    name: item.name,
    active: item.active,
  }),
  list_webhook_deliveries: delivery,
  get_webhook_delivery: (item: DeliveryDetail) => ({
    ...delivery(item),
    completed_at: item.completed_at,
    payload: cutData(item.payload),
    response_body: item.response_body ? cutText(item.response_body) : undefined,
    attempts: item.attempts.slice(-most.attempts).map((attempt) => ({
      number: attempt.number,
      trigger: attempt.trigger,
      started_at: attempt.started_at,
      duration_ms: attempt.duration_ms,
      ...(attempt.response_status !== null && { response_status: attempt.response_status }),
      ...(attempt.response_status === null && { error: attempt.error }),
    })),
  }),
  list_webhook_events: (item: EventSummary) => event(item, most.deliveriesInList),
  get_webhook_event: (item: EventDetail) => ({ ...event(item, most.deliveries), data: cutData(item.data) }),
  list_webhook_event_types: (item: EventType) => ({ type: item.type, description: cutText(item.description, 120) }),
};
