import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { jobId } from '@postrider/contracts';
import { openQueue, workerConnection } from '@postrider/queue';
import { Receiver, type Service, waitUntil } from '@postrider/testing';

import { allPages } from '../support/api.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { OwnRedis } from '../support/redis.js';
import { patienceMs } from '../support/patience.js';

let postrider: Postrider;
let receiver: Receiver;
let redis: OwnRedis;

beforeAll(async () => {
  redis = await OwnRedis.start();
  const settings = { ...sweepSoon, POSTRIDER_DELIVER_CONCURRENCY: '50' };
  [postrider, receiver] = await Promise.all([
    startPostrider({ settings, redisUrl: redis.url, dispatchers: 0 }),
    Receiver.start(),
  ]);
});

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
  await redis.end();
});

afterEach(async () => {
  await postrider.manage.deleteEndpoints();
  await Promise.all(postrider.dispatchers.splice(0).map((dispatcher) => dispatcher.end()));
});

const type = 'budget.exceeded';
const eventsOf = (count: number, prefix: string): { type: string; data: object; id: string }[] =>
  Array.from({ length: count }, (_, n) => ({ type, data: { n }, id: `${prefix}-${n}` }));
const idsOf = (events: readonly { id: string }[]): string[] => events.map(({ id }) => id).toSorted();

async function subscribe(path: string): Promise<string> {
  return (await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] })).id;
}

const received = (path: string): string[] =>
  receiver.requestsTo(path).map(({ headers }) => String(headers['webhook-id']));

/** The events of the endpoint's deliveries when nothing is pending any more; all were delivered, and received. */
async function whatWasDelivered(endpointId: string, path: string): Promise<string[]> {
  const isSettled = async (): Promise<boolean> =>
    (await postrider.manage.deliveries(`?endpoint_id=${endpointId}&status=pending&limit=1`)).data.length === 0;
  await waitUntil(isSettled, { what: 'nothing to be pending', timeoutMs: 1.5 * patienceMs, intervalMs: 100 });
  const fetchPage = (query: string) => postrider.manage.deliveries(query);
  const deliveries = (await allPages(fetchPage, `?endpoint_id=${endpointId}&limit=250`)).flat();
  const delivered = deliveries.map(({ event_id }) => event_id).toSorted();

  expect(deliveries.filter(({ status }) => status !== 'delivered')).toEqual([]);
  expect([...new Set(received(path))].toSorted()).toEqual(delivered);
  return delivered;
}

describe('kill -9 of a dispatcher in the middle of 1,000 deliveries', () => {
  it('leaves none behind: another one takes over', async () => {
    receiver.on('/two', { status: 200, delayMs: 50 });
    const endpointId = await subscribe('/two');
    const [victim] = await Promise.all([postrider.addDispatcher(), postrider.addDispatcher()]);
    const events = eventsOf(1_000, 'two');
    await postrider.project.publishBatch(events);
    await receiver.waitFor(() => received('/two').length >= 200, { timeoutMs: patienceMs });

    expect(await victim.kill()).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await whatWasDelivered(endpointId, '/two')).toEqual(idsOf(events));
  });

  it('leaves none behind: the next one that is started takes over', async () => {
    receiver.on('/one', { status: 200, delayMs: 50 });
    const endpointId = await subscribe('/one');
    const victim = await postrider.addDispatcher();
    const events = eventsOf(1_000, 'one');
    await postrider.project.publishBatch(events);
    await receiver.waitFor(() => received('/one').length >= 200, { timeoutMs: patienceMs });
    await victim.kill();

    const { data } = await postrider.manage.deliveries(`?endpoint_id=${endpointId}&status=pending&limit=1`);
    expect(data).toHaveLength(1);
    await postrider.addDispatcher();
    expect(await whatWasDelivered(endpointId, '/one')).toEqual(idsOf(events));
  });
});

describe('a queue with attempts that are in it twice and three times', () => {
  it('has each made once', async () => {
    receiver.on('/twice', { status: 200, delayMs: 500 });
    const endpointId = await subscribe('/twice');
    // So few that none of them is deferred.
    const events = eventsOf(3, 'twice');
    await postrider.project.publishBatch(events);
    await addAgain(events.length);

    await postrider.addDispatcher();
    expect(await whatWasDelivered(endpointId, '/twice')).toEqual(idsOf(events));
    expect(received('/twice').toSorted()).toEqual(idsOf(events));
  });
});

/** Adds the attempts that wait, so many, together once more, and some of them alone. */
async function addAgain(count: number): Promise<void> {
  const connection = workerConnection(redis.url, 'adder');
  const queue = openQueue('deliver', connection, postrider.env.POSTRIDER_REDIS_PREFIX ?? '');
  try {
    const all = await waitUntil(
      async () => {
        const jobs = await queue.getWaiting();
        const attempts = jobs.flatMap(({ data }) => ('attempts' in data ? data.attempts : [data]));
        return attempts.length === count && attempts;
      },
      { what: 'the attempts to be in the queue', timeoutMs: patienceMs },
    );
    await queue.addBulk([
      { name: 'attempts', data: { attempts: all }, opts: { jobId: 'again' } },
      ...all.slice(0, 2).map((data) => ({ name: 'attempt', data, opts: { jobId: jobId(data) } })),
    ]);
  } finally {
    await queue.close();
    await connection.quit();
  }
}

describe('a Redis that was emptied', () => {
  it('has its jobs back, fresh ones and retries, when a dispatcher sweeps', async () => {
    const seen = new Set<unknown>();
    receiver.on('/flushed', ({ headers }) => {
      const isFirst = !seen.has(headers['webhook-id']);
      seen.add(headers['webhook-id']);
      return isFirst ? { status: 503, headers: { 'retry-after': '5' } } : { status: 200 };
    });
    const endpointId = await subscribe('/flushed');
    const before = await postrider.addDispatcher();
    const [retried, fresh] = [eventsOf(100, 'retried'), eventsOf(100, 'fresh')];
    const [last] = (await postrider.project.publishBatch(retried)).toReversed();
    await waitUntil(() => seen.size === 100, { what: 'the first attempts', timeoutMs: patienceMs });
    await postrider.manage.deliveryWhen(last?.deliveries[0]?.id ?? '', ({ attempt_count }) => attempt_count > 0);
    await before.stop();
    await postrider.project.publishBatch(fresh);
    await redis.flushAll();

    await postrider.addDispatcher();
    expect(await whatWasDelivered(endpointId, '/flushed')).toEqual(idsOf([...retried, ...fresh]));
  });

  it('loses nothing while dispatchers are at work', async () => {
    receiver.on('/at-work', { status: 200, delayMs: 50 });
    const endpointId = await subscribe('/at-work');
    await postrider.addDispatcher();
    const events = eventsOf(500, 'at-work');
    await postrider.project.publishBatch(events);
    await receiver.waitFor(() => received('/at-work').length >= 100, { timeoutMs: patienceMs });
    await redis.flushAll();

    expect(await whatWasDelivered(endpointId, '/at-work')).toEqual(idsOf(events));
  });
});

describe('a Redis that is down', () => {
  it('does not stop publishing, and all events arrive when it is back', async () => {
    const endpointId = await subscribe('/down');
    await postrider.addDispatcher();
    await redis.kill();
    const single = eventsOf(20, 'single');
    const batch = eventsOf(100, 'batch');
    try {
      await Promise.all(single.map(({ id, data }) => postrider.project.publish(type, data, id)));
      expect(await postrider.project.publishBatch(batch)).toHaveLength(100);
      expect((await postrider.manage.endpoint(endpointId)).active).toBe(true);
      expect(received('/down')).toEqual([]);
    } finally {
      await redis.start();
    }
    expect(await whatWasDelivered(endpointId, '/down')).toEqual(idsOf([...single, ...batch]));
  });
});

describe('kill -9 of the gateway right after publishing', () => {
  it('loses nothing that got a 202', async () => {
    const endpointId = await subscribe('/accepted');
    await postrider.addDispatcher();
    const accepted = new Set<string>();
    await publishUntilKilled(postrider.gateway, accepted, 200);
    await postrider.gateway.start();

    // Of the calls that the kill left without a response, some may have been accepted too.
    const delivered = new Set(await whatWasDelivered(endpointId, '/accepted'));
    expect([...accepted].filter((id) => !delivered.has(id))).toEqual([]);
  });
});

/** Publishes without pause, and kills the gateway at the moment when so many events were accepted. */
async function publishUntilKilled(gateway: Service, accepted: Set<string>, count: number): Promise<void> {
  let isKilled = false;
  const producers = Array.from({ length: 8 }, async (_, producer) => {
    for (let n = 0; !isKilled; n++) {
      const id = `accepted-${producer}-${n}`;
      try {
        await postrider.project.publish(type, {}, id);
        accepted.add(id);
      } catch {
        return;
      }
      if (accepted.size === count) {
        isKilled = true;
        await gateway.kill();
      }
    }
  });
  await Promise.all(producers);
}
