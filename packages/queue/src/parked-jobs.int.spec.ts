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
const held = (queue: QueueName): ParkedJob => ({ queue, delivery_id: newId('delivery'), endpoint_id, attempt: 1 });

async function holdAll(jobs: readonly ParkedJob[]): Promise<void> {
  for (const job of jobs) await queues.parked.park(job);
}

/** What is released once the jobs that they were held by must be over. */
async function released(most: number, endpoint = endpoint_id): Promise<{ jobs: ParkedJob[]; left: number }> {
  await new Promise((resolve) => setTimeout(resolve, 150));
  return queues.parked.release(endpoint, most);
}

describe('held attempts', () => {
  it('are released in the order in which they were put off, replays last, each once', async () => {
    const [replay, first, second] = [held('replay'), held('deliver'), held('retry')];
    await holdAll([replay, first]);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await holdAll([second, second]);
    expect(await released(2)).toEqual({ jobs: [first, second], left: 1 });
    expect(await released(2)).toEqual({ jobs: [replay], left: 0 });
    expect(await released(2)).toEqual({ jobs: [], left: 0 });
  });

  it('stay until the job that they were held by must be over', async () => {
    await holdAll([held('deliver')]);
    expect(await queues.parked.release(endpoint_id, 1)).toEqual({ jobs: [], left: 1 });
    expect((await released(1)).jobs).toHaveLength(1);
  });

  it('of one endpoint are apart from those of another', async () => {
    const other = { ...held('deliver'), endpoint_id: newId('endpoint') };
    await holdAll([held('deliver'), other]);
    expect((await queues.parked.endpoints()).toSorted()).toEqual([endpoint_id, other.endpoint_id].toSorted());
    expect(await released(10, other.endpoint_id)).toEqual({ jobs: [other], left: 0 });
    expect(await queues.parked.endpoints()).toEqual([endpoint_id]);
  });

  it('are not missing: the sweep leaves them', async () => {
    const [own, recovered, missing] = [held('retry'), held('replay'), held('deliver')];
    await holdAll([own, recovered]);
    expect(await queues.addMissing([own, recovered, missing])).toBe(1);
    expect([await queues.waiting('retry'), await queues.waiting('deliver')]).toEqual([0, 1]);
  });
});

describe('a rate limit', () => {
  it('lets through a tenth of a second’s worth, then says how long to wait', async () => {
    const waits = [];
    for (let i = 0; i < 12; i++) waits.push(await queues.parked.take(endpoint_id, 100));
    expect(waits.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
    // The calls themselves take time, in which a further one may become free.
    expect(waits.at(-1)).toBeLessThanOrEqual(20);
  });

  it('of one a second lets through one', async () => {
    expect(await queues.parked.take(endpoint_id, 1)).toBe(0);
    const wait = await queues.parked.take(endpoint_id, 1);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(1_000);
  });

  it('holds for released jobs too', async () => {
    await holdAll(Array.from({ length: 5 }, () => held('deliver')));
    await queues.parked.take(endpoint_id, 1);
    expect(await released(5)).toEqual({ jobs: [], left: 5 });
  });

  it('that is raised is in force with the next request', async () => {
    await queues.parked.take(endpoint_id, 1);
    await queues.parked.take(endpoint_id, 1);
    // No longer than requests are apart under the new limit.
    expect(await queues.parked.take(endpoint_id, 1_000)).toBeLessThanOrEqual(1);
  });

  it('survives a clock of Redis that was set back', async () => {
    const key = `{${prefix}-parked}:pace:${endpoint_id}`;
    const inAnHour = (Date.now() + 3_600_000) * 1_000;
    await queues.redis.hset(key, { free_at: String(inAnHour), interval: '1000000' });
    expect(await queues.parked.take(endpoint_id, 1)).toBeLessThanOrEqual(1_000);
  });

  it('leaves nothing behind in Redis', async () => {
    await queues.parked.take(endpoint_id, 10);
    expect(await queues.redis.pttl(`{${prefix}-parked}:pace:${endpoint_id}`)).toBeGreaterThan(0);
  });
});
