import type { DeliveryState, PublishedEventState } from '@postrider/domain';
import type { Columns } from '../unnest.js';

/** Columns of the two read models that are written many rows at a time. */
export const deliveryColumns: Columns<DeliveryState> = {
  id: 'text',
  organization_id: 'text',
  version: 'int',
  endpoint_id: 'text',
  event_id: 'text',
  event_stream_id: 'text',
  event_type: 'text',
  test: 'boolean',
  own_payload: 'boolean',
  status: 'text',
  attempt_count: 'int',
  response_status: 'int',
  failure_reason: 'text',
  created_at: 'timestamptz',
  next_attempt_at: 'timestamptz',
  completed_at: 'timestamptz',
  next_trigger: 'text',
  budget_started_at: 'timestamptz',
  budget_attempts: 'int',
};

export const publishedEventColumns: Columns<PublishedEventState> = {
  id: 'text',
  organization_id: 'text',
  version: 'int',
  event_id: 'text',
  event_type: 'text',
  test: 'boolean',
  delivery_count: 'int',
  created_at: 'timestamptz',
};
