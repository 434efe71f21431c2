import { newId } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { CallCost } from './call-cost.js';
import { planCall } from './planned-call.js';
import type { PublishRequest } from './publish-request.js';
import { deliveryCount, publishedJson, type Published } from './published.js';
import type { NewEvent } from './new-event.js';
import type { Subscriber, SubscribersOf } from './subscriber.js';

const now = new Date('2026-11-23T10:00:00.000Z');
const chunk = 10;
const cost = new CallCost(chunk);

const endpoints = (count: number, format: Subscriber['format'] = 'json'): Subscriber[] =>
  Array.from({ length: count }, () => ({
    id: newId('endpoint', now),
    event_types: ['*'],
    format,
    all_customers: false,
    envelope: 'default',
  }));

const event = (type: string, dataJson = '{}'): NewEvent => ({
  stream_id: newId('event', now),
  type,
  dataJson,
  field: 'data',
  test: false,
});

const callOf = (events: NewEvent[]): PublishRequest => ({ caller: { organization_id: 'org_1' }, events, claims: [] });

const subscribed =
  (byType: Record<string, Subscriber[]>): SubscribersOf =>
  (_, { type }) =>
    byType[type] ?? [];

const data = { customer: () => undefined, searchablePaths: () => [] };

const parsed = async (published: readonly Published[]): Promise<unknown[]> =>
  (await publishedJson(published)).map((text) => JSON.parse(text) as unknown);

describe('a call with at most as many deliveries as a fan-out chunk', () => {
  it('is inserted with its deliveries', () => {
    const subscribers = subscribed({ a: endpoints(chunk) });
    const { records, fanOuts } = planCall(callOf([event('a')]), { ...data, subscribers }, now, cost);
    expect(records.map(({ scheduled }) => scheduled.length)).toEqual([chunk]);
    expect(fanOuts).toEqual([]);
  });

  it('lists its deliveries in the response', async () => {
    const subscribers = subscribed({ a: endpoints(2) });
    const { records, published } = planCall(
      callOf([{ ...event('a'), id: 'order-17' }]),
      { ...data, subscribers },
      now,
      cost,
    );
    expect(deliveryCount(published)).toBe(2);
    expect(await parsed(published)).toEqual([
      {
        id: 'order-17',
        type: 'a',
        created_at: '2026-11-23T10:00:00.000Z',
        deliveries: records[0]?.scheduled.map(({ stream_id, event: { data } }) => ({
          id: stream_id,
          endpoint_id: data.endpoint_id,
        })),
      },
    ]);
  });
});

describe('a call with more deliveries than a fan-out chunk', () => {
  const [many, few] = [endpoints(8), endpoints(2)];
  const subscribers = subscribed({ a: many, b: many.slice(), c: few });
  const call = callOf(['a', 'b', 'c', 'nobody'].map((type) => event(type)));
  const { records, fanOuts, published } = planCall(call, { ...data, subscribers }, now, cost);
  const ids = call.events.map(({ stream_id }) => stream_id);

  it('is inserted without deliveries, and with a fan-out for each set of endpoints', () => {
    expect(records.map(({ scheduled }) => scheduled)).toEqual([[], [], [], []]);
    expect(records.map((record) => record.published.event.data.delivery_count)).toEqual([8, 8, 2, 0]);
    expect(fanOuts).toEqual([
      { organization_id: 'org_1', event_stream_ids: ids.slice(0, 2), endpoint_ids: many.map(({ id }) => id) },
      { organization_id: 'org_1', event_stream_ids: ids.slice(2, 3), endpoint_ids: few.map(({ id }) => id) },
    ]);
  });

  it('lists all of its deliveries in the response, with the same ids each time', async () => {
    const events = (await parsed(published)) as { deliveries: { id: string; endpoint_id: string }[] }[];
    expect(events.map(({ deliveries }) => deliveries.map(({ endpoint_id }) => endpoint_id))).toEqual([
      many.map(({ id }) => id),
      many.map(({ id }) => id),
      few.map(({ id }) => id),
      [],
    ]);
    const all = events.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
    expect(new Set(all).size).toBe(18);
    expect(await parsed(published)).toEqual(events);
    expect(deliveryCount(published)).toBe(18);
  });
});

describe('a response with thousands of deliveries', () => {
  it('is written in slices without a difference', async () => {
    const deliveries = endpoints(4_500).map(({ id }) => ({ id: newId('delivery', now), endpoint_id: id }));
    const head = { id: 'order-17', type: 'a', created_at: now.toISOString() };
    const empty = { ...head, deliveries: [] };
    expect(await parsed([{ ...head, deliveries }, empty])).toEqual([{ ...head, deliveries }, empty]);
  });
});

describe('the cost of a call', () => {
  it('is its events and deliveries, or little more than its events if it has a fan-out', () => {
    const subscribers = subscribed({ a: endpoints(9), b: endpoints(chunk + 1) });
    expect(Math.floor(cost.rows(callOf([event('a')]), subscribers))).toBe(10);
    expect(cost.rows(callOf([event('b')]), subscribers)).toBeLessThan(2);
    expect(cost.deliveries(callOf([event('b'), event('b')]), subscribers)).toBe(2 * (chunk + 1));
  });

  it('counts large data and Slack messages as several rows', () => {
    const data = `{"filler":"${'x'.repeat(3 * 8_192)}"}`;
    expect(Math.floor(cost.rows(callOf([event('a', data)]), subscribed({})))).toBe(4);
    const slack = subscribed({ a: endpoints(1, 'slack') });
    expect(Math.floor(cost.rows(callOf([event('a')]), slack))).toBe(6);
  });
});
