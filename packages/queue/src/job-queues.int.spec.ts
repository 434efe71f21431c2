import { once } from 'node:events';
import {
  queueNames,
  queuePrefix,
  type AttemptJob,
  type JobData,
  type QueueName,
  type ScheduledAttempt,
} from '@postrider/contracts';
import { newId, waitUntil } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UnrecoverableError, Worker, type Queue } from 'bullmq';
import { JobQueues, openQueue } from './job-queues.js';
import { redisUrl } from './redis-url.fixture.spec.js';
import { workerConnection } from './redis.js';

let prefix: string;
let queues: JobQueues;
/** The queues, read by BullMQ itself. */
let seen: Record<QueueName, Queue<JobData>>;
const opened: { close: () => Promise<unknown> }[] = [];

beforeEach(async () => {
  prefix = `test-${newId('event')}`;
  queues = new JobQueues({ redisUrl: redisUrl(), prefix, jobAttempts: 10 });
  const connection = workerConnection(redisUrl(), 'onlooker');
  const open = (name: QueueName): Queue<JobData> => openQueue(name, connection, prefix);
  seen = { deliver: open('deliver'), retry: open('retry'), replay: open('replay') };
  opened.push(queues, ...Object.values(seen), { close: () => connection.quit() });
  if (queues.redis.status !== 'ready') await once(queues.redis, 'ready');
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

const attemptOf = (queue: QueueName, attempt = 1, at?: Date): ScheduledAttempt => ({
  queue,
  delivery_id: newId('delivery'),
  endpoint_id: newId('endpoint'),
  attempt,
  ...(at && { at }),
});

const jobsIn = async (name: QueueName, state: 'waiting' | 'delayed' | 'failed'): Promise<AttemptJob[]> => {
  const jobs = await seen[name].getJobs([state]);
  return jobs.flatMap(({ data }) => attemptsOf(data));
};

const attemptsOf = (data: JobData): AttemptJob[] => ('attempts' in data ? data.attempts : [data]);

/** Starts a worker that calls `handle` with each attempt. */
function work(name: QueueName, handle: (attempt: AttemptJob) => Promise<void>): Worker<JobData> {
  const connection = workerConnection(redisUrl(), 'worker');
  const worker = new Worker<JobData>(name, ({ data }) => Promise.all(attemptsOf(data).map(handle)), {
    connection,
    prefix: queuePrefix(prefix, name),
  });
  opened.unshift(worker, { close: () => connection.quit() });
  return worker;
}

describe('adding attempts', () => {
  it('adds each to its queue, with ids only', async () => {
    const attempts = queueNames.map((name, i) => attemptOf(name, i + 1));
    await queues.add(attempts);
    for (const { queue, ...ids } of attempts) {
      expect(await jobsIn(queue, 'waiting')).toEqual([ids]);
      expect(await queues.waiting(queue)).toBe(1);
    }
  });

  it('twice adds them once', async () => {
    const attempt = attemptOf('deliver');
    await queues.add([attempt, attempt]);
    await queues.add([attempt]);
    await Promise.all([queues.add([attempt]), queues.add([attempt])]);
    expect(await queues.waiting('deliver')).toBe(1);
  });

  it('adds attempts of one delivery, and attempts in different queues, as separate jobs', async () => {
    const retry = attemptOf('retry', 2);
    await queues.add([retry, { ...retry, attempt: 3 }, { ...retry, queue: 'replay' }]);
    expect([await queues.waitingAttempts('retry'), await queues.waitingAttempts('replay')]).toEqual([2, 1]);
  });

  it('is possible again after the job has ended', async () => {
    const attempt = attemptOf('deliver');
    const handled: number[] = [];
    work('deliver', (job) => Promise.resolve(void handled.push(job.attempt)));
    await queues.add([attempt]);
    await waitUntil(() => handled.length === 1, { what: 'the first job' });
    await waitUntil(async () => (await queues.addMissing([attempt])) === 1, { what: 'the first job to be gone' });
    await waitUntil(() => handled.length === 2, { what: 'the second job' });
  });

  it('leaves nothing of completed jobs', async () => {
    const worker = work('deliver', () => Promise.resolve());
    const completed = once(worker, 'completed');
    await queues.add([attemptOf('deliver')]);
    await completed;
    await waitUntil(async () => (await seen.deliver.getCompletedCount()) === 0, { what: 'the job to be removed' });
    expect(await seen.deliver.count()).toBe(0);
  });

  it('accepts many attempts, or none', async () => {
    const many = Array.from({ length: 1_000 }, () => attemptOf('deliver'));
    await queues.add(many);
    await queues.add([]);
    expect(await queues.waitingAttempts('deliver')).toBe(1_000);
    expect(await jobsIn('deliver', 'waiting')).toHaveLength(1_000);
  });
});

describe('attempts that are due together', () => {
  const manyOf = (count: number, queue: QueueName = 'deliver'): ScheduledAttempt[] =>
    Array.from({ length: count }, () => attemptOf(queue));

  it('share as few jobs as possible, all of about the same size', async () => {
    await queues.add(manyOf(21));
    const jobs = await seen.deliver.getWaiting();
    expect(jobs.map(({ data }) => attemptsOf(data).length)).toEqual([7, 7, 7]);
  });

  it('are not missing until their job has acknowledged them', async () => {
    const attempts = manyOf(3);
    await queues.add(attempts);
    expect(await queues.addMissing(attempts)).toBe(0);
    const [job] = await seen.deliver.getWaiting();
    await queues.batched.unclaim('deliver', { id: job?.id ?? '', attempts: attempts.slice(0, 1) });
    expect(await queues.addMissing(attempts)).toBe(1);
  });

  it('stay claimed when an earlier job removes its claims', async () => {
    const attempts = manyOf(3);
    await queues.add(attempts);
    const [first] = await seen.deliver.getWaiting();
    await seen.deliver.obliterate({ force: true });
    await queues.add(attempts);
    await queues.batched.unclaim('deliver', { id: first?.id ?? '', attempts });
    expect(await queues.addMissing(attempts)).toBe(0);
  });

  it('are added again if their job is gone or has failed', async () => {
    const [removed, failing] = [manyOf(3), manyOf(2)];
    await queues.add(removed);
    await seen.deliver.obliterate({ force: true });
    const worker = work('deliver', () => Promise.reject(new UnrecoverableError('never')));
    const failed = once(worker, 'failed');
    await queues.add(failing);
    await failed;
    await worker.close();
    expect(await queues.addMissing(failing)).toBe(2);
    expect(await queues.addMissing([...removed, ...failing])).toBe(3);
    expect(await queues.addMissing([...removed, ...failing])).toBe(0);
    expect(await jobsIn('deliver', 'waiting')).toHaveLength(5);
  });

  it('have jobs of their own if they are due at different times', async () => {
    const later = (ms: number): Date => new Date(Date.now() + ms);
    await queues.add([
      attemptOf('retry', 2, later(60_000)),
      attemptOf('retry', 2, later(90_000)),
      ...manyOf(2, 'retry'),
    ]);
    expect(await seen.retry.getDelayedCount()).toBe(2);
    expect(await queues.waiting('retry')).toBe(1);
    expect(await queues.waitingAttempts('retry')).toBe(2);
  });
});

describe('an attempt that is due later', () => {
  it('is delayed until then', async () => {
    const later = attemptOf('retry', 2, new Date(Date.now() + 3_600_000));
    await queues.add([later]);
    expect(await queues.waiting('retry')).toBe(0);
    expect(await jobsIn('retry', 'delayed')).toMatchObject([{ delivery_id: later.delivery_id, attempt: 2 }]);
    const [job] = await seen.retry.getDelayed();
    expect(job?.delay).toBeGreaterThan(3_500_000);
    expect(job?.delay).toBeLessThanOrEqual(3_600_000);
  });

  it('is made when it is due', async () => {
    const handled: AttemptJob[] = [];
    work('retry', (job) => Promise.resolve(void handled.push(job)));
    const soon = attemptOf('retry', 2, new Date(Date.now() + 100));
    await queues.add([soon]);
    await waitUntil(() => handled.length > 0, { what: 'the delayed job' });
    expect(handled).toMatchObject([{ delivery_id: soon.delivery_id, attempt: 2 }]);
  });

  it('has no delay if its time has passed', async () => {
    await queues.add([attemptOf('retry', 2, new Date(0)), { ...attemptOf('retry', 2), at: null }]);
    expect(await queues.waitingAttempts('retry')).toBe(2);
  });
});

describe('adding what is missing', () => {
  it('adds only attempts without a job', async () => {
    const [waiting, delayed, absent] = [
      attemptOf('deliver'),
      attemptOf('retry', 2, new Date(Date.now() + 30_000)),
      attemptOf('replay', 4),
    ];
    await queues.add([waiting, delayed]);
    expect(await queues.addMissing([waiting, delayed, absent])).toBe(1);
    expect(await jobsIn('replay', 'waiting')).toMatchObject([{ delivery_id: absent.delivery_id, attempt: 4 }]);
    expect(await queues.addMissing([waiting, delayed, absent])).toBe(0);
  });

  it('promotes a due job that a wrong clock has delayed for an hour', async () => {
    const [stuck, paused] = [3_600_000, 30_000].map((ms) => attemptOf('retry', 2, new Date(Date.now() + ms)));
    if (!stuck || !paused) throw new Error('expected two attempts');
    await queues.add([stuck, paused]);
    expect(await queues.addMissing([stuck, paused])).toBe(1);
    expect(await jobsIn('retry', 'waiting')).toMatchObject([{ delivery_id: stuck.delivery_id, attempt: 2 }]);
    expect(await jobsIn('retry', 'delayed')).toMatchObject([{ delivery_id: paused.delivery_id, attempt: 2 }]);
    expect(await queues.addMissing([stuck, paused])).toBe(0);
  });

  it('looks for jobs in the queue of the attempt', async () => {
    const attempt = attemptOf('retry', 2);
    await queues.add([attempt]);
    expect(await queues.addMissing([{ ...attempt, queue: 'deliver' }])).toBe(1);
  });

  it('adds nothing for an active job', async () => {
    const attempt = attemptOf('deliver');
    const { promise: end, resolve } = Promise.withResolvers<undefined>();
    const worker = work('deliver', () => end);
    const active = once(worker, 'active');
    await queues.add([attempt]);
    await active;
    expect(await queues.addMissing([attempt])).toBe(0);
    resolve(undefined);
  });

  it('replaces a job in the failed set, which would block its id forever', async () => {
    const attempt = attemptOf('deliver');
    const worker = work('deliver', () => Promise.reject(new UnrecoverableError('there is no such delivery')));
    const failed = once(worker, 'failed');
    await queues.add([attempt]);
    await failed;
    await worker.close();
    await queues.add([attempt]);
    expect(await jobsIn('deliver', 'failed')).toHaveLength(1);

    expect(await queues.addMissing([attempt])).toBe(1);
    expect(await jobsIn('deliver', 'failed')).toEqual([]);
    expect(await jobsIn('deliver', 'waiting')).toMatchObject([{ delivery_id: attempt.delivery_id, attempt: 1 }]);
  });

  it('adds everything again after Redis was emptied', async () => {
    const attempts = queueNames.map((name) => attemptOf(name));
    await queues.add(attempts);
    for (const name of queueNames) await seen[name].obliterate({ force: true });
    expect(await queues.addMissing(attempts)).toBe(3);
    for (const name of queueNames) expect(await queues.waiting(name)).toBe(1);
  });
});

describe('queues of another number of shards', () => {
  const openSharded = async (shards: number): Promise<JobQueues> => {
    const sharded = new JobQueues({ redisUrl: redisUrl(), prefix, jobAttempts: 10, shards });
    opened.unshift(sharded);
    if (sharded.redis.status !== 'ready') await once(sharded.redis, 'ready');
    return sharded;
  };
  const many = (queue: QueueName): ScheduledAttempt[] => Array.from({ length: 20 }, () => attemptOf(queue));

  it('have the jobs of an endpoint in one shard, which the other processes know of', async () => {
    const sharded = await openSharded(3);
    const attempts = many('deliver');
    await sharded.add(attempts);
    await queues.shards.refresh();
    const shards = queues.shards.all('deliver');
    expect(shards).toEqual(['deliver', 'deliver-1', 'deliver-2']);
    for (const shard of shards) expect(await queues.waiting(shard)).toBeGreaterThan(0);
    expect(await queues.waitingAttempts('deliver')).toBe(20);
    expect((await queues.jobCounts()).deliver.waiting).toBe((await sharded.jobCounts()).deliver.waiting);
  });

  it('are searched for the jobs of due attempts, so that none gets a second job', async () => {
    const later = new Date(Date.now() + 60_000);
    const attempts = [...many('deliver'), attemptOf('retry', 2, later), attemptOf('replay')];
    await queues.add(attempts);
    const sharded = await openSharded(3);
    expect(await sharded.addMissing(attempts)).toBe(0);
    const others = many('deliver');
    await sharded.add(others);
    expect(await sharded.addMissing([...attempts, ...others])).toBe(0);

    for (const name of queueNames) await seen[name].obliterate({ force: true });
    expect(await sharded.addMissing(attempts)).toBe(attempts.length);
    expect(await sharded.addMissing(attempts)).toBe(0);
  });
});

describe('jobCounts', () => {
  it('counts the jobs of each queue in the states of BullMQ', async () => {
    const later = new Date(Date.now() + 60_000);
    await queues.add([attemptOf('deliver'), attemptOf('retry', 2, later), attemptOf('retry', 3, later)]);
    const worker = new Worker('replay', () => Promise.reject(new UnrecoverableError('unreadable')), {
      connection: workerConnection(redisUrl(), 'worker'),
      prefix: queuePrefix(prefix, 'replay'),
    });
    opened.unshift(worker);
    await queues.add([attemptOf('replay')]);
    await waitUntil(async () => (await queues.jobCounts()).replay.failed === 1, { what: 'the failed job' });
    const counts = await queues.jobCounts();
    expect(counts).toMatchObject({ deliver: { waiting: 1 }, retry: { delayed: 2 }, replay: { failed: 1 } });
    for (const name of queueNames) {
      expect(await seen[name].getJobCounts('waiting', 'active', 'delayed', 'failed')).toEqual(counts[name]);
    }
  });
});
