import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Receiver } from '@postrider/testing';

import { type ApiResponse, errorOf } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let endpointId: string;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

beforeEach(async () => {
  const endpoint = await postrider.manage.createEndpoint({ url: receiver.url('/hook'), event_types: ['budget.*'] });
  endpointId = endpoint.id;
});

afterEach(() => postrider.manage.deleteEndpoints());

const type = 'budget.exceeded';
const publish = (json: object, key?: string): Promise<ApiResponse> =>
  postrider.project.send('POST', '/events', { json, headers: key === undefined ? {} : { 'idempotency-key': key } });
const publishBatch = (events: object[], key?: string): Promise<ApiResponse> =>
  postrider.project.send('POST', '/events/batch', {
    json: { events },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
const times = (count: number, call: (n: number) => Promise<ApiResponse>): Promise<ApiResponse[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => call(n)));

/** The events that were scheduled for the endpoint of this test. */
async function scheduled(): Promise<string[]> {
  const { data } = await postrider.manage.deliveries(`?endpoint_id=${endpointId}&limit=250`);
  return data.map(({ event_id }) => event_id);
}

describe('an event id that was published earlier', () => {
  it('with the same content returns the first result and sends nothing, whatever the white space in the JSON', async () => {
    const first = await publish({ type, data: { a: 1, b: [2] }, id: 'again' });
    const body = `{"id":"again", "data":{ "a" :1,\n"b":[ 2 ] },"type":"${type}"}`;
    const second = await postrider.project.send('POST', '/events', { body });

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.text).toBe(first.text);
    expect(await scheduled()).toEqual(['again']);
  });

  it.each([
    ['other data', { type, data: { a: 2 }, id: 'conflict' }],
    ['its keys in another order', { type, data: { b: 1, a: 1 }, id: 'conflict' }],
    ['another type', { type: 'budget.threshold_reached', data: { a: 1, b: 1 }, id: 'conflict' }],
  ])('is refused with 409 for %s', async (_, other) => {
    await publish({ type, data: { a: 1, b: 1 }, id: 'conflict' });
    const refused = await publish(other);

    expect(refused.status).toBe(409);
    expect(errorOf(refused)).toMatchObject({ type: 'conflict', code: 'event_id_reused', id: 'conflict', field: 'id' });
  });

  it('may be an id that Postrider generated', async () => {
    const first = await publish({ type, data: { n: 1 } });
    const { id } = JSON.parse(first.text) as { id: string };

    const second = await publish({ type, data: { n: 1 }, id });
    expect([second.status, second.text]).toEqual([202, first.text]);
    expect((await publish({ type, data: { n: 2 }, id })).status).toBe(409);
    expect(await scheduled()).toEqual([id]);
  });

  it('is published once by 20 concurrent calls', async () => {
    const responses = await times(20, () => publish({ type, data: { n: 1 }, id: 'at-once' }));

    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(202));
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    expect(await scheduled()).toEqual(['at-once']);
    const { deliveries } = await postrider.manage.event('at-once');
    await postrider.manage.completed(deliveries[0]?.id ?? '');
    expect(receiver.requests.filter(({ headers }) => headers['webhook-id'] === 'at-once')).toHaveLength(1);
  });

  it('is published with one content by 20 concurrent calls with two contents', async () => {
    const responses = await times(20, (n) => publish({ type, data: { n: n % 2 }, id: 'contested' }));
    const { data } = await postrider.manage.event('contested');
    const winner = data.n;

    expect(responses.map(({ status }, n) => [n % 2, status])).toEqual(
      responses.map((_, n) => [n % 2, n % 2 === winner ? 202 : 409]),
    );
    expect(await scheduled()).toEqual(['contested']);
  });
});

describe('an Idempotency-Key that was used earlier', () => {
  it('with the same body returns the first result and sends nothing', async () => {
    const first = await publish({ type, data: { n: 1 } }, 'key-1');
    const second = await publish({ type, data: { n: 1 } }, 'key-1');

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.text).toBe(first.text);
    expect(await scheduled()).toEqual([(JSON.parse(first.text) as { id: string }).id]);
  });

  it('is refused with 409 for another body', async () => {
    await publish({ type, data: { n: 1 } }, 'key-2');
    const refused = await publish({ type, data: { n: 2 } }, 'key-2');

    expect(refused.status).toBe(409);
    expect(errorOf(refused)).toMatchObject({ code: 'idempotency_key_reused', field: 'Idempotency-Key' });
    expect(await scheduled()).toHaveLength(1);
  });

  it('publishes once in 20 concurrent calls', async () => {
    const responses = await times(20, () => publish({ type, data: { n: 1 } }, 'key-3'));

    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(202));
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    expect(await scheduled()).toHaveLength(1);
  });

  it('returns the first result of a whole batch', async () => {
    const events = [
      { type, data: { n: 1 } },
      { type, data: { n: 2 }, id: 'in-keyed-batch' },
    ];
    const responses = [await publishBatch(events, 'key-4'), await publishBatch(events, 'key-4')];

    expect(responses.map(({ status }) => status)).toEqual([202, 202]);
    expect(responses[1]?.text).toBe(responses[0]?.text);
    expect(await scheduled()).toHaveLength(2);
  });
});

describe('ids repeated inside a batch', () => {
  it('with the same content are one event, which the response lists each time', async () => {
    const twin = { type, data: { n: 1 }, id: 'twin' };
    const response = await publishBatch([twin, { type, data: {}, id: 'single' }, twin]);
    const { data } = JSON.parse(response.text) as { data: { id: string; deliveries: object[] }[] };

    expect(data.map(({ id }) => id)).toEqual(['twin', 'single', 'twin']);
    expect(data[2]).toEqual(data[0]);
    expect((await scheduled()).toSorted()).toEqual(['single', 'twin']);
  });

  it('with different contents make the batch invalid', async () => {
    const refused = await publishBatch([
      { type, data: { n: 1 }, id: 'torn' },
      { type, data: { n: 2 }, id: 'torn' },
    ]);

    expect(refused.status).toBe(409);
    expect(errorOf(refused)).toMatchObject({ code: 'event_id_reused', id: 'torn' });
    expect(await scheduled()).toEqual([]);
  });

  it('that were published earlier return the first result, and new events of the batch are published', async () => {
    const first = await publish({ type, data: {}, id: 'known' });
    const response = await publishBatch([
      { type, data: {}, id: 'fresh' },
      { type, data: {}, id: 'known' },
    ]);
    const { data } = JSON.parse(response.text) as { data: object[] };

    expect(response.status).toBe(202);
    expect(data[0]).toMatchObject({ id: 'fresh' });
    expect(data[1]).toEqual(JSON.parse(first.text));
    expect((await scheduled()).toSorted()).toEqual(['fresh', 'known']);
  });

  it('in concurrent batches with opposite orders are each published once', async () => {
    const events = Array.from({ length: 50 }, (_, n) => ({ type, data: { n }, id: `overlap-${n}` }));
    const responses = await times(10, (n) => publishBatch(n % 2 === 0 ? events : events.toReversed()));

    expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect((await scheduled()).toSorted()).toEqual(events.map(({ id }) => id).toSorted());
  });
});
