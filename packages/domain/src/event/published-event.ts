import type { EventPublished, RecordedEvent } from '@postrider/contracts';

/** The fold of a published event's stream. The body is in the stream alone. */
export interface PublishedEventState {
  /** The stream's id, sortable by time. */
  id: string;
  organization_id: string;
  version: number;
  /** The producer's own id, or the stream's id. Receivers get it as `webhook-id`. */
  event_id: string;
  event_type: string;
  test: boolean;
  delivery_count: number;
  /** The customer whose endpoints get it; null for an event of the organization itself. */
  customer_id: string | null;
  created_at: Date;
}

export function evolvePublishedEvent(recorded: RecordedEvent<EventPublished>): PublishedEventState {
  const { event_id, event_type, test, delivery_count, customer_id = null } = recorded.event.data;
  return {
    id: recorded.stream_id,
    organization_id: recorded.organization_id,
    version: recorded.version,
    event_id,
    event_type,
    test,
    delivery_count,
    customer_id,
    created_at: recorded.occurred_at,
  };
}
