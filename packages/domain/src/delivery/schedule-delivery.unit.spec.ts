import { isId, newId, type EventPublished } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { fanOutDeliveryIds, scheduleDeliveries, scheduleDelivery } from './schedule-delivery.js';

const occurred_at = new Date('2026-11-23T10:00:00.000Z');
const event = {
  stream_id: newId('event', occurred_at),
  organization_id: 'org_1',
  event: {
    type: 'EventPublished',
    data: {
      event_id: 'order-17',
      event_type: 'budget.exceeded',
      test: false,
      body: '{"id":"order-17","type":"budget.exceeded","timestamp":"2026-11-23T10:00:00.000Z","data":{"spend":7}}',
      delivery_count: 2,
    },
  } satisfies EventPublished,
};
const json = { id: newId('endpoint', occurred_at), format: 'json', envelope: 'default' } as const;
const slack = { id: newId('endpoint', occurred_at), format: 'slack', envelope: 'default' } as const;

describe('scheduling a delivery', () => {
  it('begins its stream with the event, the endpoint and the queue, and without a copy of the body', () => {
    const delivery_id = newId('delivery', occurred_at);
    expect(scheduleDelivery(event, json, { delivery_id, queue: 'replay', occurred_at })).toEqual({
      stream_id: delivery_id,
      version: 1,
      organization_id: 'org_1',
      occurred_at,
      event: {
        type: 'DeliveryScheduled',
        data: {
          endpoint_id: json.id,
          event_id: 'order-17',
          event_stream_id: event.stream_id,
          event_type: 'budget.exceeded',
          test: false,
          queue: 'replay',
        },
      },
    });
  });

  it('renders a message for a Slack endpoint, with the id and the time of the event', () => {
    const { event: scheduled } = scheduleDelivery(event, slack, { delivery_id: 'whd_1', queue: 'replay', occurred_at });
    expect(scheduled.data.payload).toContain('spend: 7');
    expect(scheduled.data.payload).toContain('order-17 · 2026-11-23T10:00:00.000Z');
  });
});

describe('scheduling a delivery to an endpoint with an envelope', () => {
  const given = { delivery_id: 'whd_1', queue: 'deliver', occurred_at } as const;

  it('names the envelope, and has no copy of the body', () => {
    const { event: scheduled } = scheduleDelivery(event, { ...json, envelope: 'cloudevents' }, given);
    expect(scheduled.data).toMatchObject({ envelope: 'cloudevents' });
    expect(scheduled.data).not.toHaveProperty('payload');
  });

  it('does not apply it to a Slack message', () => {
    const { event: scheduled } = scheduleDelivery(event, { ...slack, envelope: 'cloudevents' }, given);
    expect(scheduled.data.payload).toContain('spend: 7');
    expect(scheduled.data).not.toHaveProperty('envelope');
  });
});

describe('scheduling the deliveries of an event', () => {
  const deliveryId = fanOutDeliveryIds(event.stream_id);

  it('makes one for each endpoint, each with its id', () => {
    const scheduled = scheduleDeliveries(event, [json, slack], { deliveryId, queue: 'deliver', occurred_at });
    expect(scheduled.map(({ stream_id, event: { data } }) => [stream_id, data.endpoint_id])).toEqual([
      [deliveryId(json.id), json.id],
      [deliveryId(slack.id), slack.id],
    ]);
    expect(scheduled.every(({ stream_id }) => isId('delivery', stream_id))).toBe(true);
  });

  it('renders the message once for all Slack endpoints', () => {
    let reads = 0;
    const data = Object.defineProperty({ ...event.event.data }, 'body', {
      get: () => ((reads += 1), event.event.data.body),
    });
    const counted = { ...event, event: { ...event.event, data } };
    const scheduled = scheduleDeliveries(counted, [slack, { ...slack, id: 'whe_2' }], {
      deliveryId,
      queue: 'deliver',
      occurred_at,
    });
    expect(new Set(scheduled.map(({ event: { data: own } }) => own.payload)).size).toBe(1);
    expect(reads).toBe(1);
  });
});
