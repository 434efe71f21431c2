import { once } from 'node:events';
import { queueNames, queuePrefix, type JobData } from '@postrider/contracts';
import { newId } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Worker, type Job, type Queue } from 'bullmq';
import {
  clearMarkerLua,
  completeActive,
  delayedKey,
  dueAt,
  failActive,
  isUnfinishedLua,
  jobKeyPrefix,
  jobStateLua,
  leaveActive,
  requeueActive,
  waitKey,
  type JobState,
} from './bullmq-layout.js';
import { openQueue } from './job-queues.js';
import { redisUrl } from './redis-url.fixture.spec.js';
import { RedisScript } from './redis-script.js';
import { workerConnection, type RedisClient } from './redis.js';

const name = 'deliver';
const isUnfinished = new RedisScript<number>(
  'testIsUnfinished',
  1,
  `${isUnfinishedLua} return is_unfinished(KEYS[1]) and 1 or 0`,
);
const jobState = new RedisScript<JobState>('testJobState', 1, `${jobStateLua} return job_state(KEYS[1])`);
const clearMarker = new RedisScript<null>('testClearMarker', 1, `${clearMarkerLua} clear_marker(KEYS[1])`);
let prefix: string;
let redis: RedisClient;
let queue: Queue<JobData>;
let workers: Worker<JobData>[];

beforeEach(() => {
  prefix = `test-${newId('event')}`;
  redis = workerConnection(redisUrl(), 'layout');
  queue = openQueue(name, redis, prefix);
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  await queue.obliterate({ force: true });
  await queue.close();
  redis.disconnect();
});

const data = { delivery_id: 'whd', endpoint_id: 'whe', attempt: 1 };
const keyOf = (id: string): string => `${jobKeyPrefix(prefix, name)}${id}`;
const stateOf = (id: string): Promise<JobState> => jobState.run(redis, keyOf(id));
const unfinished = (id: string): Promise<number> => isUnfinished.run(redis, keyOf(id));

function work(process: (job: Job<JobData>, token: string) => Promise<void>): Worker<JobData> {
  const worker = new Worker<JobData>(name, (job, token = '') => process(job, token), {
    connection: redis,
    prefix: queuePrefix(prefix, name),
    concurrency: 1,
    skipLockRenewal: true,
  });
  workers.push(worker);
  return worker;
}

/** Starts a job that its processor leaves active. */
async function activeJob(id: string): Promise<{ job: Job<JobData>; token: string }> {
  const { promise, resolve } = Promise.withResolvers<{ job: Job<JobData>; token: string }>();
  await queue.add('attempt', data, { jobId: id });
  work((job, token) => {
    resolve({ job, token });
    return Promise.reject(leaveActive());
  });
  const active = await promise;
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
  return active;
}

describe('the layout of BullMQ', () => {
  it('has the keys of each queue as expected', () => {
    for (const each of queueNames) {
      const opened = openQueue(each, redis, prefix);
      expect([waitKey(prefix, each), delayedKey(prefix, each), jobKeyPrefix(prefix, each)]).toEqual([
        opened.toKey('wait'),
        opened.toKey('delayed'),
        opened.toKey(''),
      ]);
    }
  });

  it('lists waiting jobs by their id', async () => {
    await queue.add('attempt', data, { jobId: 'job-waiting' });
    expect(await redis.lrange(waitKey(prefix, name), 0, -1)).toEqual(['job-waiting']);
    expect([await stateOf('job-waiting'), await unfinished('job-waiting')]).toEqual(['active or waiting', 1]);
  });

  it('has the time of a delayed job in its score', async () => {
    const before = Date.now();
    await queue.add('attempt', data, { jobId: 'job-delayed', delay: 60_000 });
    const score = await redis.zscore(delayedKey(prefix, name), 'job-delayed');
    expect(dueAt(score ?? '')).toBeGreaterThanOrEqual(before + 60_000);
    expect(dueAt(score ?? '')).toBeLessThanOrEqual(Date.now() + 60_000);
    expect([await stateOf('job-delayed'), await unfinished('job-delayed')]).toEqual(['delayed', 1]);
  });

  it('has no delay any more once a delayed job was promoted', async () => {
    const job = await queue.add('attempt', data, { jobId: 'job-promoted', delay: 60_000 });
    await job.promote();
    expect(await stateOf('job-promoted')).toBe('active or waiting');
  });

  it('has nothing of a job that is absent or completed', async () => {
    const completed = once(
      work(() => Promise.resolve()),
      'completed',
    );
    await queue.add('attempt', data, { jobId: 'job-completed' });
    await completed;
    expect([await stateOf('job-completed'), await unfinished('job-completed')]).toEqual(['absent', 0]);
    expect([await stateOf('never'), await unfinished('never')]).toEqual(['absent', 0]);
  });

  it('marks a failed job as finished', async () => {
    const failed = once(
      work(() => Promise.reject(new Error('no'))),
      'failed',
    );
    await queue.add('attempt', data, { jobId: 'job-failed' });
    await failed;
    expect([await stateOf('job-failed'), await unfinished('job-failed')]).toEqual(['finished', 0]);
  });
});

describe('the marker that wakes workers', () => {
  const marker = (): Promise<string[]> => redis.zrange(queue.toKey('marker'), '0', '-1');
  const clear = (): Promise<null> => clearMarker.run(redis, jobKeyPrefix(prefix, name));

  it('is set by a job that is handed over, until it is cleared', async () => {
    await queue.add('attempt', data, { jobId: 'job' });
    await redis.del(queue.toKey('marker'));
    const worker = new Worker<JobData>(name, undefined, {
      connection: redis,
      prefix: queuePrefix(prefix, name),
      autorun: false,
    });
    workers.push(worker);
    await worker.getNextJob('token', { block: false });
    expect(await marker()).toEqual(['0']);
    await clear();
    expect(await marker()).toEqual([]);
  });

  it('stays while jobs wait, and while a delayed job is to wake workers', async () => {
    await queue.add('attempt', data, { jobId: 'job-waiting' });
    await queue.add('attempt', data, { jobId: 'job-delayed', delay: 60_000 });
    await clear();
    expect(await marker()).toEqual(['0', '1']);
    await queue.remove('job-waiting');
    await clear();
    expect(await marker()).toEqual(['1']);
  });

  it('is set again by the next job, which wakes a worker that waits', async () => {
    const { promise: taken, resolve } = Promise.withResolvers<string | undefined>();
    const worker = work((job) => {
      resolve(job.id);
      return Promise.resolve();
    });
    await once(worker, 'drained');
    await clear();
    await queue.add('attempt', data, { jobId: 'next' });
    expect(await taken).toBe('next');
  });
});

describe('a job that its processor leaves active', () => {
  it('stays active under its lock, while the worker takes the next job', async () => {
    const { token } = await activeJob('first');
    expect(await queue.getActiveCount()).toBe(1);
    expect(await redis.get(`${keyOf('first')}:lock`)).toBe(token);
    await activeJob('second');
    expect(await queue.getActiveCount()).toBe(2);
    expect(await stateOf('first')).toBe('active or waiting');
  });

  it('can be completed', async () => {
    const { job, token } = await activeJob('job');
    await completeActive(job, token);
    expect([await stateOf('job'), await queue.getActiveCount()]).toEqual(['absent', 0]);
  });

  it('can be moved to the failed set', async () => {
    const { job, token } = await activeJob('job');
    await failActive(job, token, new Error('no such delivery'));
    expect(await queue.getFailed()).toMatchObject([{ id: 'job', failedReason: 'no such delivery' }]);
    expect(await stateOf('job')).toBe('finished');
  });

  it('can be requeued', async () => {
    const { job, token } = await activeJob('job');
    await requeueActive(job, token, 60_000);
    expect([await stateOf('job'), await queue.getActiveCount()]).toEqual(['delayed', 0]);
  });

  it('cannot be ended without its lock', async () => {
    const { job, token } = await activeJob('job');
    await redis.set(`${keyOf('job')}:lock`, 'another token');
    for (const end of [completeActive(job, token), requeueActive(job, token, 0)]) await expect(end).rejects.toThrow();
    expect(await queue.getActiveCount()).toBe(1);
  });
});
