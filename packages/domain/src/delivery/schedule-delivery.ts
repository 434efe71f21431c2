import { createHash } from 'node:crypto';
import {
  idFrom,
  idTime,
  type DeliveryScheduled,
  type EndpointFormat,
  type EventPublished,
  type QueueName,
  type RecordedEvent,
} from '@postrider/contracts';
import type { EndpointState } from '../endpoint/endpoint.js';
import { payloadFor } from '../event/payload.js';

type Event = Pick<RecordedEvent<EventPublished>, 'stream_id' | 'organization_id' | 'event'>;
type Recipient = Pick<EndpointState, 'id' | 'format' | 'envelope'>;

/**
 * The first event of a delivery's stream. It holds a payload only where that cannot be made of the event's body again. The
 * envelope is the endpoint's of this moment, for all attempts.
 */
export function scheduleDelivery(
  { stream_id: event_stream_id, organization_id, event: { data } }: Event,
  { id: endpoint_id, format, envelope }: Recipient,
  given: { delivery_id: string; queue: QueueName; occurred_at: Date; payload?: string },
): RecordedEvent<DeliveryScheduled> {
  const { event_id, event_type, test } = data;
  const { delivery_id, queue, occurred_at, payload = payloadFor(data, format) } = given;
  return {
    stream_id: delivery_id,
    version: 1,
    organization_id,
    occurred_at,
    event: {
      type: 'DeliveryScheduled',
      data: {
        endpoint_id,
        event_id,
        event_stream_id,
        event_type,
        test,
        queue,
        ...(format !== 'json' && { payload }),
        ...(format === 'json' && envelope !== 'default' && { envelope }),
      },
    },
  };
}

/** A delivery of an event to each of these endpoints. The payload of a format is rendered once. */
export function scheduleDeliveries(
  event: Event,
  endpoints: readonly Recipient[],
  { deliveryId, ...common }: { deliveryId: (endpointId: string) => string; queue: QueueName; occurred_at: Date },
): RecordedEvent<DeliveryScheduled>[] {
  const payloads = new Map<EndpointFormat, string>();
  return endpoints.map((endpoint) => {
    const { id, format } = endpoint;
    const payload = payloads.get(format) ?? payloadFor(event.event.data, format);
    payloads.set(format, payload);
    return scheduleDelivery(event, endpoint, { delivery_id: deliveryId(id), payload, ...common });
  });
}

/**
 * Derives the ids of a fan-out's deliveries from the event and the endpoint, so that each id is known before its delivery
 * exists. An id has the time of its event: retention drops both at the same time.
 */
export function fanOutDeliveryIds(eventStreamId: string): (endpointId: string) => string {
  const time = idTime(eventStreamId);
  return (endpointId) =>
    idFrom('delivery', time, createHash('sha256').update(`${eventStreamId} ${endpointId}`).digest());
}
