import { isId, newId } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import type { NewEvent } from './new-event.js';
import { schedule } from './schedule.js';
import type { Subscriber } from './subscriber.js';

const now = new Date('2026-11-23T10:00:00.000Z');
const json: Subscriber = {
  id: newId('endpoint', new Date()),
  event_types: ['*'],
  format: 'json',
  all_customers: false,
  envelope: 'default',
};
const slack: Subscriber = {
  id: newId('endpoint', new Date()),
  event_types: ['*'],
  format: 'slack',
  all_customers: false,
  envelope: 'default',
};
const event: NewEvent = {
  stream_id: newId('event', new Date()),
  id: 'order-17',
  type: 'budget.exceeded',
  dataJson: '{"10":1.0,"9":"a"}',
  field: 'data',
  test: false,
};

const context = { organization_id: 'org_1', searchablePaths: [], occurred_at: now };

describe('scheduling an event', () => {
  it('stores the values of the searchable paths with the event, before its body', () => {
    const searching = { ...context, searchablePaths: ['data.10', 'data.8', 'data.9'] };
    const { data } = schedule(event, [json], searching).published.event;
    expect(data).toMatchObject({ indexed: { 'data.10': '1.0', 'data.9': 'a' } });
    expect(Object.keys(data)).toEqual(['event_id', 'event_type', 'test', 'delivery_count', 'indexed', 'body']);
  });

  it('returns the event and a delivery per subscriber', () => {
    const { published, scheduled } = schedule(event, [json, slack], context);
    expect(published).toEqual({
      stream_id: event.stream_id,
      version: 1,
      organization_id: 'org_1',
      occurred_at: now,
      event: {
        type: 'EventPublished',
        data: {
          event_id: 'order-17',
          event_type: 'budget.exceeded',
          test: false,
          body: '{"id":"order-17","type":"budget.exceeded","timestamp":"2026-11-23T10:00:00.000Z","data":{"10":1.0,"9":"a"}}',
          delivery_count: 2,
        },
      },
    });
    expect(scheduled.map(({ event: { data } }) => data.endpoint_id)).toEqual([json.id, slack.id]);
    for (const { stream_id, version, event: delivery } of scheduled) {
      expect(isId('delivery', stream_id)).toBe(true);
      expect(version).toBe(1);
      expect(delivery.data).toMatchObject({ event_id: 'order-17', event_stream_id: event.stream_id });
    }
  });

  it('stores the trace context with the event, if there is one', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(schedule(event, [json], { ...context, traceparent }).published.event.data).toMatchObject({ traceparent });
    expect(schedule(event, [json], context).published.event.data).not.toHaveProperty('traceparent');
  });

  it('stores a separate payload only for Slack endpoints', () => {
    const [plain, message] = schedule(event, [json, slack], context).scheduled;
    expect(plain?.event.data).not.toHaveProperty('payload');
    expect(JSON.parse(message?.event.data.payload ?? '')).toMatchObject({
      text: expect.stringContaining('budget.exceeded'),
    });
  });

  it('returns the event without deliveries if it has no subscribers', () => {
    const { published, scheduled } = schedule(event, [], context);
    expect(published.event.data.delivery_count).toBe(0);
    expect(scheduled).toEqual([]);
  });

  it('uses the id of the stream if the producer gave none', () => {
    const { published, scheduled } = schedule({ ...event, id: undefined }, [json], context);
    expect(published.event.data.event_id).toBe(event.stream_id);
    expect(scheduled[0]?.event.data.event_id).toBe(event.stream_id);
    expect(published.event.data.body).toContain(`"id":"${event.stream_id}"`);
  });

  it('marks a test event in the event, its deliveries and the body', () => {
    const { published, scheduled } = schedule({ ...event, test: true }, [json], context);
    expect(published.event.data.test).toBe(true);
    expect(published.event.data.body).toContain('"test":true');
    expect(scheduled[0]?.event.data.test).toBe(true);
  });
});
