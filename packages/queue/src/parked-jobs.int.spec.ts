import { once } from 'node:events';
import type { QueueName } from '@postrider/contracts';
import { newId } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ParkedJob } from './parked-jobs.js';
import { JobQueues } from './job-queues.js';
import { redisUrl } from './redis-url.fixture.spec.js';

let prefix: string;
let queues: JobQueues;

beforeEach(async () => {
  prefix = `test-${newId('event')}`;
  queues = new JobQueues({ redisUrl: redisUrl(), prefix, jobAttempts: 10 });
  if (queues.redis.status !== 'ready') await once(queues.redis, 'ready');
});
afterEach(async () => {
  await queues.close();
});

const endpoint_id = newId('endpoint');
const attempt = (queue: QueueName): ParkedJob => ({ queue, delivery_id: newId('delivery'), endpoint_id, attempt: 1 });

async function parkAll(jobs: readonly ParkedJob[]): Promise<void> {
  for (const job of jobs) await queues.parked.park(job);
}

/** Releases attempts once their jobs have ended. */
async function released(most: number, endpoint = endpoint_id): Promise<{ jobs: ParkedJob[]; remaining: number }> {
  await new Promise((resolve) => setTimeout(resolve, 150));
  return queues.parked.release(endpoint, most);
}

describe('parked attempts', () => {
  it('are released once each, oldest first, with replays last', async () => {
    const [replay, first, second] = [attempt('replay'), attempt('deliver'), attempt('retry')];
    await parkAll([replay, first]);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await parkAll([second, second]);
    expect(await released(2)).toEqual({ jobs: [first, second], remaining: 1 });
    expect(await released(2)).toEqual({ jobs: [replay], remaining: 0 });
    expect(await released(2)).toEqual({ jobs: [], remaining: 0 });
  });

  it('are counted with their endpoints, of at most so many', async () => {
    const other = { ...attempt('deliver'), endpoint_id: newId('endpoint') };
    await parkAll([attempt('replay'), attempt('deliver'), attempt('retry'), other, other]);
    expect(await queues.parked.count(10)).toEqual({ endpoints: 2, attempts: 4 });
    const { endpoints, attempts } = await queues.parked.count(1);
    expect(endpoints).toBe(2);
    expect([1, 3]).toContain(attempts);
  });

  it('are not counted if there are none', async () => {
    expect(await queues.parked.count(10)).toEqual({ endpoints: 0, attempts: 0 });
  });

  it('are not released before their job has ended', async () => {
    await parkAll([attempt('deliver')]);
    expect(await queues.parked.release(endpoint_id, 1)).toEqual({ jobs: [], remaining: 1 });
    expect((await released(1)).jobs).toHaveLength(1);
  });

  it('are released per endpoint', async () => {
    const other = { ...attempt('deliver'), endpoint_id: newId('endpoint') };
    await parkAll([attempt('deliver'), other]);
    expect((await queues.parked.endpoints()).toSorted()).toEqual([endpoint_id, other.endpoint_id].toSorted());
    expect(await released(10, other.endpoint_id)).toEqual({ jobs: [other], remaining: 0 });
    expect(await queues.parked.endpoints()).toEqual([endpoint_id]);
  });

  it('are not added by the sweep', async () => {
    const [own, recovered, missing] = [attempt('retry'), attempt('replay'), attempt('deliver')];
    await parkAll([own, recovered]);
    expect(await queues.addMissing([own, recovered, missing])).toBe(1);
    expect([await queues.waiting('retry'), await queues.waiting('deliver')]).toEqual([0, 1]);
  });
});

describe('a rate limit', () => {
  it('allows a burst of a tenth of a second, then returns the wait', async () => {
    const waits = [];
    for (let i = 0; i < 12; i++) waits.push(await queues.parked.reserve(endpoint_id, 100));
    expect(waits.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
    // The calls take time, in which one more request may become available.
    expect(waits.at(-1)).toBeLessThanOrEqual(20);
  });

  it('of one per second allows one request', async () => {
    expect(await queues.parked.reserve(endpoint_id, 1)).toBe(0);
    const wait = await queues.parked.reserve(endpoint_id, 1);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(1_000);
  });

  it('applies to released attempts too', async () => {
    await parkAll(Array.from({ length: 5 }, () => attempt('deliver')));
    await queues.parked.reserve(endpoint_id, 1);
    expect(await released(5)).toEqual({ jobs: [], remaining: 5 });
  });

  it('applies to the next request after a change', async () => {
    await queues.parked.reserve(endpoint_id, 1);
    await queues.parked.reserve(endpoint_id, 1);
    // At most the interval of the new limit.
    expect(await queues.parked.reserve(endpoint_id, 1_000)).toBeLessThanOrEqual(1);
  });

  it('survives a clock of Redis that was set back', async () => {
    const key = `{${prefix}-parked}:pace:${endpoint_id}`;
    const inAnHour = (Date.now() + 3_600_000) * 1_000;
    await queues.redis.hset(key, { free_at: String(inAnHour), interval: '1000000' });
    expect(await queues.parked.reserve(endpoint_id, 1)).toBeLessThanOrEqual(1_000);
  });

  it('leaves nothing behind in Redis', async () => {
    await queues.parked.reserve(endpoint_id, 10);
    expect(await queues.redis.pttl(`{${prefix}-parked}:pace:${endpoint_id}`)).toBeGreaterThan(0);
  });
});
