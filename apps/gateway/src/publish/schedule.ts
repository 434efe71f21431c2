import { newId } from '@postrider/contracts';
import { eventBody, scheduleDeliveries } from '@postrider/domain';
import type { PublishedRecord } from '@postrider/event-store';
import type { Subscriber } from './subscriptions.js';

export interface NewEvent {
  /** `evt_…` */
  stream_id: string;
  /** The producer's own id. */
  id?: string | undefined;
  type: string;
  /** Compact JSON text of the data. */
  dataJson: string;
  /** The path of the data in the call: `data`, `events.3.data`. */
  field: string;
  test: boolean;
}

type Recorded = PublishedRecord['published'];

/** Returns the records of an event and of a delivery per subscriber. */
export function schedule(
  event: NewEvent,
  organization_id: string,
  subscribers: readonly Subscriber[],
  occurred_at: Date,
  traceparent?: string,
): PublishedRecord {
  const published = eventPublished(event, organization_id, subscribers.length, occurred_at, traceparent);
  const deliveryId = (): string => newId('delivery', occurred_at);
  return {
    published,
    scheduled: scheduleDeliveries(published, subscribers, { deliveryId, queue: 'deliver', occurred_at }),
  };
}

/** Returns the record of an event without those of its deliveries. */
export function eventPublished(
  event: NewEvent,
  organization_id: string,
  delivery_count: number,
  occurred_at: Date,
  traceparent?: string,
): Recorded {
  const event_id = event.id ?? event.stream_id;
  const { type, test, dataJson } = event;
  const body = eventBody({ id: event_id, type, timestamp: occurred_at, test, dataJson });
  return {
    version: 1,
    organization_id,
    occurred_at,
    stream_id: event.stream_id,
    event: {
      type: 'EventPublished',
      data: {
        event_id,
        event_type: type,
        test,
        delivery_count,
        body,
        ...(traceparent !== undefined && { traceparent }),
      },
    },
  };
}
