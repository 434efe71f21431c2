import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { workerConnection } from '@postrider/queue';
import { Queue, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { Leases } from './leases.js';

const leaseMs = 400;
const name = 'attempts';
const prefix = `leases-${randomUUID()}`;
let redis: Redis;
let queue: Queue;
let worker: Worker;
let leases: Leases;

beforeEach(() => {
  redis = workerConnection(process.env.POSTRIDER_TEST_REDIS_URL ?? '', 'leases');
  queue = new Queue(name, { connection: redis, prefix });
  worker = new Worker(name, null, { connection: redis, prefix, lockDuration: leaseMs });
  leases = new Leases(worker, leaseMs);
});
afterEach(async () => {
  leases.stop();
  await queue.obliterate({ force: true });
  await Promise.all([queue.close(), worker.close()]);
  redis.disconnect();
});

/** The id of a job that a worker has taken with this token. */
async function taken(token: string): Promise<string> {
  await queue.add('attempt', {});
  const job = (await worker.getNextJob(token)) as Job | undefined;
  if (job?.id === undefined) throw new Error('there was no job to take');
  return job.id;
}

const lockOf = (id: string): string => `${prefix}:${name}:${id}:lock`;
const permit = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the lease of a job that a worker took', () => {
  it('is fresh, and stays so for as long as it is renewed', async () => {
    leases.start();
    const lease = await leases.take(await taken('mine'), 'mine');
    expect(lease?.isFresh()).toBe(true);
    await permit(3 * leaseMs);
    expect(lease?.isFresh()).toBe(true);
  });

  it('ends by itself when it is not renewed, as in a process that was stopped', async () => {
    const id = await taken('mine');
    const lease = await leases.take(id, 'mine');
    await permit(leaseMs);
    expect(lease?.isFresh()).toBe(false);
    expect(await lease?.confirm()).toBe(false);
    expect(await redis.exists(lockOf(id))).toBe(0);
  });

  it('is not given when its lock has expired, or another worker has taken the job since', async () => {
    const [expired, theirs] = [await taken('mine'), await taken('mine')];
    await redis.del(lockOf(expired));
    await redis.set(lockOf(theirs), 'theirs', 'PX', 60_000);
    expect(await leases.take(expired, 'mine')).toBeUndefined();
    expect(await leases.take(theirs, 'mine')).toBeUndefined();
    expect(await redis.get(lockOf(theirs))).toBe('theirs');
  });

  it('ends with the renewal that finds the lock gone', async () => {
    const id = await taken('mine');
    const lease = await leases.take(id, 'mine');
    await redis.del(lockOf(id));
    leases.start();
    await permit(leaseMs / 2);
    expect(lease?.isFresh()).toBe(false);
  });

  it('is in doubt after a lost connection, and confirmed where Redis still has the lock', async () => {
    const [known, forgotten] = [await taken('mine'), await taken('mine')];
    const [first, second] = [await leases.take(known, 'mine'), await leases.take(forgotten, 'mine')];
    await redis.del(lockOf(forgotten));
    leases.doubt();
    expect([first?.isFresh(), second?.isFresh()]).toEqual([false, false]);
    expect(await first?.confirm()).toBe(true);
    expect(await second?.confirm()).toBe(false);
  });

  it('is renewed no more once it is released', async () => {
    const lease = await leases.take(await taken('mine'), 'mine');
    if (lease) leases.release(lease);
    leases.start();
    await permit(leaseMs);
    expect(lease?.isFresh()).toBe(false);
  });

  it('is lost when the same worker takes the job again, and does not touch the new lease', async () => {
    const id = await taken('mine');
    const [first, second] = [await leases.take(id, 'mine'), await leases.take(id, 'mine')];
    expect([first?.isFresh(), await first?.confirm(), second?.isFresh()]).toEqual([false, false, true]);
    if (first) leases.release(first);
    leases.start();
    await permit(3 * leaseMs);
    expect(second?.isFresh()).toBe(true);
  });
});
