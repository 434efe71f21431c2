import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { messageChannel, queuePrefix } from '@postrider/contracts';
import { Receiver, type RedisSet, startCluster, startSentinels, waitUntil } from '@postrider/testing';
import { workerConnection } from '@postrider/queue';

import { onlyDelivery } from '../support/api.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';
import { RedisIngestProducer } from '../support/redis-ingest.js';

const type = 'budget.exceeded';
const count = 40;
/** A failover takes some seconds. A worker's pause after an error may add fifteen. */
const failoverMs = 90_000;

describe.each([
  ['Sentinels', startSentinels, {}],
  ['a Cluster', startCluster, { POSTRIDER_QUEUE_SHARDS: '3' }],
])('a Redis with %s', (_, startSet, shards) => {
  let dir: string;
  let redis: RedisSet;
  let postrider: Postrider;
  let receiver: Receiver;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'postrider-redis-set-'));
    redis = await startSet(dir);
    [postrider, receiver] = await Promise.all([
      startPostrider({ settings: { ...sweepSoon, ...shards }, redisUrl: redis.url, dispatchers: 2 }),
      Receiver.start(),
    ]);
  });

  afterAll(async () => {
    await Promise.all([postrider.end(), receiver.stop()]);
    await redis.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const publishTo = async (path: string): Promise<string> => {
    await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
    return onlyDelivery(await postrider.project.publish(type));
  };

  it('has attempts, retries, parked attempts and replays', async () => {
    receiver.on('/retried', (__, n) => ({ status: n === 1 ? 500 : 200 }));
    const id = await publishTo('/retried');
    expect(await postrider.manage.completed(id)).toMatchObject({ status: 'delivered', attempt_count: 2 });
    await postrider.manage.replay(id);
    expect(await postrider.manage.completed(id)).toMatchObject({ status: 'delivered', attempt_count: 3 });
    await postrider.manage.deleteEndpoints();

    const limited = { url: receiver.url('/limited'), event_types: [type], rate_limit: 10 };
    const { id: endpoint } = await postrider.manage.createEndpoint(limited);
    await postrider.project.publishBatch(Array.from({ length: 15 }, (__, n) => ({ type, data: { n } })));
    await postrider.manage.completedDeliveries(endpoint);
    expect(receiver.requestsTo('/limited').length).toBe(15);
    await postrider.manage.deleteEndpoints();
  });

  it('has the messages between processes', async () => {
    const subscriber = workerConnection(redis.url, 'e2e');
    try {
      const received: string[] = [];
      subscriber.on('message', (__: string, text: string) => received.push(text));
      await subscriber.subscribe(messageChannel(postrider.env.POSTRIDER_REDIS_PREFIX ?? '', 'deliveries.recorded'));
      await postrider.manage.completed(await publishTo('/told'));
      await waitUntil(() => received.length > 0, { what: 'the message of a dispatcher', timeoutMs: patienceMs });
    } finally {
      subscriber.disconnect();
    }
    await postrider.manage.deleteEndpoints();
  });

  it('has entries of services, and dead letters', async () => {
    const producer = new RedisIngestProducer(postrider);
    try {
      await postrider.manage.createEndpoint({ url: receiver.url('/entry'), event_types: [type] });
      await producer.publish(type, '{"a":1}');
      const invalid = await producer.publish('no.such.type', '{}');
      expect(await producer.deadLetter(invalid)).toMatchObject({ dead_code: 'validation_failed' });
      await producer.empty();
      await waitUntil(() => receiver.requestsTo('/entry').length === 1, { what: 'the event', timeoutMs: patienceMs });
    } finally {
      producer.end();
    }
    await postrider.manage.deleteEndpoints();
  });

  it('loses its master: nothing is lost, and what was delivered before is not sent again', async () => {
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/kept'), event_types: [type] });
    const publish = (name: string) =>
      Promise.all(Array.from({ length: count }, (__, n) => postrider.project.publish(type, { n }, `${name}-${n}`)));
    const sent = (name: string): string[] =>
      receiver.requestsTo('/kept').flatMap(({ headers }) => {
        const eventId = String(headers['webhook-id']);
        return eventId.startsWith(name) ? [eventId] : [];
      });
    await publish('before');
    await postrider.manage.completedDeliveries(id);

    const lost = await redis.masterOf(`${queuePrefix(postrider.env.POSTRIDER_REDIS_PREFIX ?? '', 'deliver')}:x`);
    const during = publish('during');
    await lost.kill();
    await during;
    await waitUntil(() => new Set(sent('during')).size === count, { what: 'all events', timeoutMs: failoverMs });
    await postrider.manage.completedDeliveries(id);

    await publish('after');
    const completed = await postrider.manage.completedDeliveries(id);
    expect(completed.every(({ status }) => status === 'delivered')).toBe(true);
    for (const name of ['before', 'after']) expect(sent(name).toSorted()).toEqual([...new Set(sent(name))].toSorted());
    for (const name of ['before', 'after']) expect(sent(name).length).toBe(count);
    for (const { url } of [postrider.gateway, ...postrider.dispatchers]) {
      await waitUntil(async () => (await fetch(`${url}/health/ready`)).status === 200, {
        what: 'readiness',
        timeoutMs: patienceMs,
      });
    }
  });
});
