import { newId, type PublishedEvent } from '@postrider/contracts';
import { eventBody, slackMessage } from '@postrider/domain';
import type { PublishedRecord } from '@postrider/event-store';
import type { Subscriber } from './subscriptions.js';

export interface NewEvent {
  /** `evt_…` */
  stream_id: string;
  /** The producer's own id, if it gave one. */
  id?: string | undefined;
  type: string;
  /** Compact JSON text of the data. */
  dataJson: string;
  /** Where the data stands in the call: `data`, `events.3.data`. */
  field: string;
  test: boolean;
}

/** The records of one event: itself, and a delivery for each subscriber. */
export function schedule(
  event: NewEvent,
  organization_id: string,
  subscribers: readonly Subscriber[],
  occurred_at: Date,
): PublishedRecord {
  const event_id = event.id ?? event.stream_id;
  const message = { id: event_id, type: event.type, timestamp: occurred_at, test: event.test };
  const slack = subscribers.some(({ format }) => format === 'slack')
    ? slackMessage({ ...message, data: JSON.parse(event.dataJson) as Record<string, unknown> })
    : undefined;
  const common = { version: 1, organization_id, occurred_at };
  return {
    published: {
      ...common,
      stream_id: event.stream_id,
      event: {
        type: 'EventPublished',
        data: {
          event_id,
          event_type: event.type,
          test: event.test,
          body: eventBody({ ...message, dataJson: event.dataJson }),
          delivery_count: subscribers.length,
        },
      },
    },
    scheduled: subscribers.map(({ id, format }) => ({
      ...common,
      stream_id: newId('delivery', occurred_at),
      event: {
        type: 'DeliveryScheduled',
        data: {
          endpoint_id: id,
          event_id,
          event_stream_id: event.stream_id,
          event_type: event.type,
          test: event.test,
          ...(format === 'slack' && slack !== undefined && { payload: slack }),
        },
      },
    })),
  };
}

/** What the producer is answered. */
export function publishedView({ published, scheduled }: PublishedRecord): PublishedEvent {
  return {
    id: published.event.data.event_id,
    type: published.event.data.event_type,
    created_at: published.occurred_at.toISOString(),
    deliveries: scheduled.map(({ stream_id, event }) => ({ id: stream_id, endpoint_id: event.data.endpoint_id })),
  };
}
