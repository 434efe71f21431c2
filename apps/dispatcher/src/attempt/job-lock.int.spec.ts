import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { workerConnection } from '@postrider/queue';
import { Queue, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { isStillOurs } from './job-lock.js';

const lockMs = 60_000;
const connected = { lockMs, lostAt: -Infinity };
const name = 'attempts';
const prefix = `job-lock-${randomUUID()}`;
let redis: Redis;
let queue: Queue;
let worker: Worker;

beforeEach(() => {
  redis = workerConnection(process.env.POSTRIDER_TEST_REDIS_URL ?? '', 'job-lock');
  queue = new Queue(name, { connection: redis, prefix });
  worker = new Worker(name, null, { connection: redis, prefix, lockDuration: lockMs });
});
afterEach(async () => {
  await queue.obliterate({ force: true });
  await Promise.all([queue.close(), worker.close()]);
  redis.disconnect();
});

/** A job that a worker has taken with this token, so long ago. */
async function taken(token: string, heldMs: number): Promise<Job> {
  await queue.add('attempt', {});
  const job = (await worker.getNextJob(token)) as Job | undefined;
  if (!job) throw new Error('there was no job to take');
  job.processedOn = Date.now() - heldMs;
  return job;
}

const lockOf = (job: Job): string => `${prefix}:${name}:${job.id ?? ''}:lock`;

describe('a job that a worker took and begins late', () => {
  it('is its own while nobody else has it, and its lock begins anew', async () => {
    const job = await taken('mine', lockMs);
    await redis.pexpire(lockOf(job), lockMs / 2);
    expect(await isStillOurs(job, 'mine', connected)).toBe(true);
    expect(await redis.pttl(lockOf(job))).toBeGreaterThan(lockMs / 2);
  });

  it('is left alone when its lock has expired', async () => {
    const job = await taken('mine', lockMs);
    await redis.del(lockOf(job));
    expect(await isStillOurs(job, 'mine', connected)).toBe(false);
    expect(await redis.exists(lockOf(job))).toBe(0);
  });

  it('is left alone when another has taken it since', async () => {
    const job = await taken('mine', lockMs);
    await redis.set(lockOf(job), 'theirs', 'PX', lockMs);
    expect(await isStillOurs(job, 'mine', connected)).toBe(false);
    expect(await redis.get(lockOf(job))).toBe('theirs');
  });
});

describe('a job that a worker took before it lost Redis', () => {
  it.each([
    ['is its own where Redis still knows', true],
    ['is left alone where Redis has forgotten', false],
  ])('%s', async (_, known) => {
    const job = await taken('mine', 10);
    if (!known) await redis.del(lockOf(job));
    expect(await isStillOurs(job, 'mine', { lockMs, lostAt: Date.now() })).toBe(known);
  });
});

describe('a job that a worker begins at once', () => {
  it('is begun without asking Redis', async () => {
    const job = await taken('mine', 0);
    await redis.del(lockOf(job));
    expect(await isStillOurs(job, 'mine', connected)).toBe(true);
  });
});
