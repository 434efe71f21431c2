import { createHash } from 'node:crypto';
import { idFrom, idTime, type DeliveryScheduled, type EventPublished } from '@postrider/contracts';
import type { EndpointState } from '../endpoint/endpoint.js';
import { dataJsonOf } from '../event/event-body.js';
import { slackMessage } from '../event/slack-message.js';

/** An event as its stream has it. */
export interface Publication {
  stream_id: string;
  occurred_at: Date;
  data: EventPublished['data'];
}

/**
 * What a delivery of this event to an endpoint begins with. An endpoint of another format than JSON has a payload of its
 * own, made once for each event; the others are sent the event's body.
 */
export function deliveryScheduler({
  stream_id,
  occurred_at,
  data,
}: Publication): (endpoint: Pick<EndpointState, 'id' | 'format'>) => DeliveryScheduled {
  const { event_id, event_type, test, body } = data;
  let slack: string | undefined;
  const slackPayload = (): string =>
    slackMessage({
      id: event_id,
      type: event_type,
      timestamp: occurred_at,
      data: JSON.parse(dataJsonOf(body)) as Record<string, unknown>,
      test,
    });
  return ({ id, format }) => ({
    type: 'DeliveryScheduled',
    data: {
      endpoint_id: id,
      event_id,
      event_stream_id: stream_id,
      event_type,
      test,
      ...(format === 'slack' && { payload: (slack ??= slackPayload()) }),
    },
  });
}

/**
 * The ids of the deliveries that a fan-out makes of an event, by endpoint. Each is known before the delivery exists, and
 * has the time of the event: the two are kept for equally long.
 */
export function fanOutDeliveryIds(eventStreamId: string): (endpointId: string) => string {
  const time = idTime(eventStreamId);
  return (endpointId) =>
    idFrom('delivery', time, createHash('sha256').update(`${eventStreamId} ${endpointId}`).digest());
}
