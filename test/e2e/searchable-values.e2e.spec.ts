import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver } from '@postrider/testing';

import { type Api, allPages, errorOf } from '../support/api.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { RedisIngestProducer } from '../support/redis-ingest.js';

const fanOutChunk = 5;
const type = 'budget.exceeded';

let postrider: Postrider;
let receiver: Receiver;
let manage: Api;
let project: Api;
let producer: RedisIngestProducer;

beforeAll(async () => {
  const settings = { POSTRIDER_FAN_OUT_CHUNK: String(fanOutChunk), POSTRIDER_SEARCHABLE_PATHS_MAX: '3' };
  [postrider, receiver] = await Promise.all([startPostrider({ settings }), Receiver.start()]);
  ({ manage, project } = postrider);
  producer = new RedisIngestProducer(postrider);
});
afterAll(async () => {
  producer.end();
  await Promise.all([postrider.end(), receiver.stop()]);
});

const setPaths = (paths: unknown, api = manage) => api.send('PATCH', '/searchable-paths', { json: { paths } });
const idsOf = async (query: string): Promise<string[]> => (await manage.events(query)).data.map(({ id }) => id);
const refusedFields = async (query: string): Promise<unknown> => {
  const response = await manage.send('GET', `/events?${query}`);
  expect([response.status, errorOf(response).code]).toEqual([422, 'validation_failed']);
  return errorOf(response).fields;
};

describe('searchable paths', () => {
  it('are none at first, and those that were set last', async () => {
    expect(await manage.expect(200, 'GET', '/searchable-paths')).toEqual({ paths: [] });
    expect(await refusedFields('data.order_id=1')).toEqual([
      { field: 'data.order_id', message: 'is not a searchable path: the organization has none' },
    ]);
    const paths = ['data.order_id', 'data.customer.id'];
    expect(JSON.parse((await setPaths(paths)).text)).toEqual({ paths });
    expect(await manage.expect(200, 'GET', '/searchable-paths')).toEqual({ paths });
    await setPaths(['data.order_id']);
    expect(await manage.expect(200, 'GET', '/searchable-paths')).toEqual({ paths: ['data.order_id'] });
  });

  it.each([
    [['order_id'], 'paths.0'],
    [['data'], 'paths.0'],
    [['data.'], 'paths.0'],
    [['data.a', 'data..b'], 'paths.1'],
    [['data.a\u0000'], 'paths.0'],
    [[`data.${'x'.repeat(124)}`], 'paths.0'],
    [['data.1.2.3.4.5.6.7.8.9'], 'paths.0'],
    [['data.a', 'data.a'], 'paths.1'],
    [['data.a', 'data.b', 'data.c', 'data.d'], 'paths'],
    [Array.from({ length: 1_000 }, (_, i) => `data.${i}`), 'paths'],
    ['data.a', 'paths'],
    [[1], 'paths.0'],
  ])('are refused with the field: %j', async (paths, field) => {
    const response = await setPaths(paths);
    expect([response.status, errorOf(response).field]).toEqual([422, field]);
  });

  it('need a management key', async () => {
    expect((await setPaths([], project)).status).toBe(403);
    expect((await project.send('GET', '/searchable-paths')).status).toBe(403);
  });

  it('hold for the next published event', async () => {
    for (const n of [1, 2, 3, 4]) {
      await setPaths([n % 2 === 0 ? 'data.even' : 'data.odd']);
      const { id } = await project.publish(type, { even: `now-${n}`, odd: `now-${n}` });
      expect(await idsOf(`?data.${n % 2 === 0 ? 'even' : 'odd'}=now-${n}`)).toEqual([id]);
    }
    await setPaths(['data.even', 'data.odd']);
    expect(await idsOf('?data.even=now-1')).toEqual([]);
  });
});

describe('events are found by a value in their payload', () => {
  beforeAll(() => setPaths(['data.order_id', 'data.customer.id', 'data.paid']));

  it('that is a string, a number or a boolean, by its exact text', async () => {
    const raw = '{"type":"budget.exceeded","data":{"order_id":4711.50,"customer":{"id":"ü&=%"},"paid":true}}';
    const { id } = JSON.parse((await project.send('POST', '/events', { body: raw })).text) as { id: string };
    expect(await idsOf('?data.order_id=4711.50')).toEqual([id]);
    expect(await idsOf('?data.order_id=4711.5')).toEqual([]);
    expect(await idsOf(`?data.customer.id=${encodeURIComponent('ü&=%')}`)).toEqual([id]);
    expect(await idsOf('?data.paid=true')).toEqual([id]);
    expect(await idsOf('?data.paid=True')).toEqual([]);
  });

  it('if they have it: others are published as well', async () => {
    const values = [null, {}, [1], 'x'.repeat(257), 'with NUL \0', '\ud83d'];
    for (const order_id of values) await project.publish(type, { order_id });
    await project.publish(type, { order_id: 'x'.repeat(256), customer: 7 });
    expect(await idsOf(`?data.order_id=${'x'.repeat(256)}`)).toHaveLength(1);
  });

  it('in batches, large calls, test events and entries of Redis', async () => {
    const order_id = 'everywhere';
    const endpoints = await Promise.all(
      Array.from({ length: fanOutChunk + 1 }, () =>
        manage.createEndpoint({ url: receiver.url('/'), event_types: ['routing_config.created'] }),
      ),
    );
    const ids = [
      ...(await project.publishBatch([1, 2].map(() => ({ type, data: { order_id } })))),
      await project.publish('routing_config.created', { order_id }),
      await project.publish(type, { order_id }, 'with-its-own-id'),
    ].map(({ id }) => id);
    await manage.createEventType({ type: 'shop.tested', description: 'Tested.', example: { order_id } });
    await producer.publish(type, `{"order_id":"${order_id}"}`, 'from-redis');
    await producer.empty();
    const tested = await manage.sendTest(endpoints[0]?.id ?? '', 'shop.tested');
    expect((await idsOf('?data.order_id=everywhere')).toSorted()).toEqual(
      [...ids, 'from-redis', tested.event_id].toSorted(),
    );
  });

  it('newest first, page by page, together with the other filters', async () => {
    const events = Array.from({ length: 7 }, (_, n) => ({
      type: n % 2 === 0 ? type : 'experiment.completed',
      data: { order_id: 'paged', n },
    }));
    const published = (await project.publishBatch(events)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const ids = published.map(({ id }) => id);
    await project.publish(type, { order_id: 'other' });
    const pages = await allPages((query) => manage.events(query), '?data.order_id=paged&limit=3');
    expect(pages.map((page) => page.map(({ id }) => id))).toEqual([
      ids.slice(4).toReversed(),
      ids.slice(1, 4).toReversed(),
      ids.slice(0, 1),
    ]);
    const odd = published
      .filter((event) => event.type === 'experiment.completed')
      .map(({ id }) => id)
      .toReversed();
    expect(await idsOf('?data.order_id=paged&event_type=experiment.completed')).toEqual(odd);
    expect(await idsOf('?data.order_id=paged&event_type=experiment.completed&delivered_to=nobody')).toEqual(odd);
    expect(await idsOf('?data.order_id=paged&event_type=api_key.revoked')).toEqual([]);
  });

  it('and a wrong filter is refused with its name', async () => {
    const known = 'expected one of data.order_id, data.customer.id, data.paid';
    expect(await refusedFields('data.other=1')).toEqual([
      { field: 'data.other', message: `is not a searchable path: ${known}` },
    ]);
    expect(await refusedFields('data.order_id=1&data.paid=true')).toMatchObject([{ field: 'data.paid' }]);
    expect(await refusedFields('data.order_id=1&data.order_id=2')).toMatchObject([{ field: 'data.order_id' }]);
    expect(await refusedFields('data.order_id=%00')).toMatchObject([{ field: 'data.order_id' }]);
    expect(await refusedFields(`data.order_id=${'x'.repeat(257)}`)).toMatchObject([{ field: 'data.order_id' }]);
    expect(await refusedFields('data.=1')).toMatchObject([{ field: 'data.' }]);
    expect(await refusedFields('data=1')).toMatchObject([{ field: 'data' }]);
    expect(await refusedFields('data.order_id=1&dato=1')).toMatchObject([{ field: 'dato' }]);
    const deliveries = await manage.send('GET', '/deliveries?data.order_id=1');
    expect([deliveries.status, errorOf(deliveries).field]).toEqual([422, 'data.order_id']);
  });
});
