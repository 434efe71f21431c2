import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { workerConnection, type RedisClient } from '@postrider/queue';
import { Queue, Worker, type Job } from 'bullmq';
import { Leases } from './leases.js';

const leaseMs = 400;
/** A timer of Node may fire up to a millisecond early. */
const pastLeaseMs = leaseMs + 20;
const name = 'attempts';
const prefix = `leases-${randomUUID()}`;
let redis: RedisClient;
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

/** Returns the id of a job that is active and locked with this token. */
async function active(token: string): Promise<string> {
  await queue.add('attempt', {});
  const job = (await worker.getNextJob(token)) as Job | undefined;
  if (job?.id === undefined) throw new Error('the queue is empty');
  return job.id;
}

const lockOf = (id: string): string => `${prefix}:${name}:${id}:lock`;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the lease of an active job', () => {
  it('is fresh for as long as it is renewed', async () => {
    leases.start();
    const lease = await leases.acquire(await active('mine'), 'mine');
    expect(lease?.isFresh()).toBe(true);
    await sleep(3 * leaseMs);
    expect(lease?.isFresh()).toBe(true);
  });

  it('expires when it is not renewed, as in a process that was stopped', async () => {
    const id = await active('mine');
    const lease = await leases.acquire(id, 'mine');
    await sleep(pastLeaseMs);
    expect(lease?.isFresh()).toBe(false);
    expect(await lease?.confirm()).toBe(false);
    expect(await redis.exists(lockOf(id))).toBe(0);
  });

  it('is not acquired if the lock has expired or another worker has it', async () => {
    const [expired, theirs] = [await active('mine'), await active('mine')];
    await redis.del(lockOf(expired));
    await redis.set(lockOf(theirs), 'theirs', 'PX', 60_000);
    expect(await leases.acquire(expired, 'mine')).toBeUndefined();
    expect(await leases.acquire(theirs, 'mine')).toBeUndefined();
    expect(await redis.get(lockOf(theirs))).toBe('theirs');
  });

  it('is lost when a renewal finds the lock gone', async () => {
    const id = await active('mine');
    const lease = await leases.acquire(id, 'mine');
    await redis.del(lockOf(id));
    leases.start();
    await sleep(leaseMs / 2);
    expect(lease?.isFresh()).toBe(false);
  });

  it('expires with a lost connection, and is confirmed if Redis still has the lock', async () => {
    const [known, forgotten] = [await active('mine'), await active('mine')];
    const [first, second] = [await leases.acquire(known, 'mine'), await leases.acquire(forgotten, 'mine')];
    await redis.del(lockOf(forgotten));
    leases.expireAll();
    expect([first?.isFresh(), second?.isFresh()]).toEqual([false, false]);
    expect(await first?.confirm()).toBe(true);
    expect(await second?.confirm()).toBe(false);
  });

  it('is not renewed after it is released', async () => {
    const lease = await leases.acquire(await active('mine'), 'mine');
    if (lease) leases.release(lease);
    leases.start();
    await sleep(pastLeaseMs);
    expect(lease?.isFresh()).toBe(false);
  });

  it('is lost when the same worker acquires another, which stays fresh', async () => {
    const id = await active('mine');
    const [first, second] = [await leases.acquire(id, 'mine'), await leases.acquire(id, 'mine')];
    expect([first?.isFresh(), await first?.confirm(), second?.isFresh()]).toEqual([false, false, true]);
    if (first) leases.release(first);
    leases.start();
    await sleep(3 * leaseMs);
    expect(second?.isFresh()).toBe(true);
  });
});
