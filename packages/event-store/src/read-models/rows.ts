import type { DeliveryState, EventValue, PublishedEventState } from '@postrider/domain';
import type { Columns } from '../postgres/unnest.js';

/** Columns of a delivery that never change. */
const deliveryOrigin = {
  id: 'text',
  organization_id: 'text',
  endpoint_id: 'text',
  event_id: 'text',
  event_stream_id: 'text',
  event_type: 'text',
  test: 'boolean',
  own_payload: 'boolean',
  created_at: 'timestamptz',
} as const;

/** Columns that events of a delivery's stream change. */
export const deliveryProgress = {
  version: 'int',
  status: 'text',
  attempt_count: 'int',
  response_status: 'int',
  last_duration_ms: 'int',
  failure_reason: 'text',
  next_attempt_at: 'timestamptz',
  completed_at: 'timestamptz',
  queue: 'text',
  budget_started_at: 'timestamptz',
  budget_attempts: 'int',
} as const;

export const deliveryColumns: Columns<DeliveryState> = { ...deliveryOrigin, ...deliveryProgress };

export const publishedEventColumns: Columns<PublishedEventState> = {
  id: 'text',
  organization_id: 'text',
  version: 'int',
  event_id: 'text',
  event_type: 'text',
  test: 'boolean',
  delivery_count: 'int',
  customer_id: 'text',
  created_at: 'timestamptz',
};

export const eventValueColumns: Columns<EventValue> = {
  organization_id: 'text',
  path: 'text',
  value: 'text',
  id: 'text',
};
