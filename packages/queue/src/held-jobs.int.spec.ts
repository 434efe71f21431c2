import { once } from 'node:events';
import { newId, type AttemptJob, type QueueName } from '@postrider/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HeldJobs } from './held-jobs.js';
import { JobQueues } from './job-queues.js';

const redisUrl = (): string => {
  const url = process.env.POSTRIDER_TEST_REDIS_URL;
  if (url === undefined) throw new Error('POSTRIDER_TEST_REDIS_URL is set by the setup of the int project');
  return url;
};

let prefix: string;
let queues: JobQueues;
let held: HeldJobs;

beforeEach(async () => {
  prefix = `test-${newId('event')}`;
  queues = new JobQueues({ redisUrl: redisUrl(), prefix });
  held = new HeldJobs(queues.redis, prefix);
  if (queues.redis.status !== 'ready') await once(queues.redis, 'ready');
});
afterEach(async () => {
  await queues.close();
});

const endpoint_id = newId('endpoint');
const jobs = (count: number): AttemptJob[] =>
  Array.from({ length: count }, () => ({ delivery_id: newId('delivery'), endpoint_id, attempt: 1 }));

async function holdAll(queue: QueueName, attempts: readonly AttemptJob[]): Promise<void> {
  for (const attempt of attempts) await held.hold(queue, attempt);
}

const idsOf = (attempts: readonly AttemptJob[]): string[] => attempts.map(({ delivery_id }) => `${delivery_id}-1`);

describe('held jobs', () => {
  it('are released oldest delivery first, replays last, each once', async () => {
    const [replay, old, young] = jobs(3) as [AttemptJob, AttemptJob, AttemptJob];
    await held.hold('replay', replay);
    await held.hold('deliver', young);
    await held.hold('retry', old);
    await held.hold('retry', old);

    expect(await held.release(endpoint_id, 2)).toEqual({
      jobs: [
        { queue: 'retry', jobId: `${old.delivery_id}-1` },
        { queue: 'deliver', jobId: `${young.delivery_id}-1` },
      ],
      left: 1,
    });
    expect(await held.release(endpoint_id, 2)).toEqual({
      jobs: [{ queue: 'replay', jobId: `${replay.delivery_id}-1` }],
      left: 0,
    });
    expect(await held.release(endpoint_id, 2)).toEqual({ jobs: [], left: 0 });
  });

  it('of one endpoint are apart from those of another', async () => {
    const other = newId('endpoint');
    const [own] = jobs(1) as [AttemptJob];
    await held.hold('deliver', own);
    await held.hold('deliver', { ...own, endpoint_id: other });
    expect((await held.endpoints()).toSorted()).toEqual([endpoint_id, other].toSorted());
    expect((await held.release(other, 10)).jobs).toHaveLength(1);
    expect(await held.endpoints()).toEqual([endpoint_id]);
  });

  it('are woken from their delay, and one that is gone is passed over', async () => {
    const attempts = jobs(2);
    await queues.add(attempts.map((attempt) => ({ queue: 'deliver', ...attempt, at: new Date(Date.now() + 600_000) })));
    expect(await queues.waiting('deliver')).toBe(0);
    await queues.wake(['gone', ...idsOf(attempts)].map((jobId) => ({ queue: 'deliver', jobId })));
    expect(await queues.waiting('deliver')).toBe(2);
    // Woken already: nothing more to do.
    await queues.wake(idsOf(attempts).map((jobId) => ({ queue: 'deliver', jobId })));
    expect(await queues.waiting('deliver')).toBe(2);
  });
});

describe('a rate limit', () => {
  it('lets through a tenth of a second’s worth, then says how long to wait', async () => {
    const waits = [];
    for (let i = 0; i < 12; i++) waits.push(await held.take(endpoint_id, 100));
    expect(waits.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
    // The calls themselves take time, in which a further one may become free.
    expect(waits.at(-1)).toBeLessThanOrEqual(20);
  });

  it('of one a second lets through one', async () => {
    expect(await held.take(endpoint_id, 1)).toBe(0);
    const wait = await held.take(endpoint_id, 1);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(1_000);
  });

  it('holds for released jobs too', async () => {
    await holdAll('deliver', jobs(5));
    await held.take(endpoint_id, 1);
    expect(await held.release(endpoint_id, 5)).toEqual({ jobs: [], left: 5 });
  });

  it('that is raised is in force with the next request', async () => {
    await held.take(endpoint_id, 1);
    await held.take(endpoint_id, 1);
    // No longer than requests are apart under the new limit.
    expect(await held.take(endpoint_id, 1_000)).toBeLessThanOrEqual(1);
  });

  it('survives a clock of Redis that was set back', async () => {
    const key = `{${prefix}-held}:pace:${endpoint_id}`;
    const inAnHour = (Date.now() + 3_600_000) * 1_000;
    await queues.redis.hset(key, { free_at: String(inAnHour), interval: '1000000' });
    expect(await held.take(endpoint_id, 1)).toBeLessThanOrEqual(1_000);
  });

  it('leaves nothing behind in Redis', async () => {
    await held.take(endpoint_id, 10);
    expect(await queues.redis.pttl(`{${prefix}-held}:pace:${endpoint_id}`)).toBeGreaterThan(0);
  });
});
