import { once } from 'node:events';
import { jobId, queuePrefix, type AttemptJob, type JobData, type ScheduledAttempt } from '@postrider/contracts';
import { newId } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UnrecoverableError, Worker, type Job, type Queue } from 'bullmq';
import { JobQueues, openQueue } from './job-queues.js';
import { redisUrl } from './redis-url.fixture.spec.js';
import { workerConnection } from './redis.js';

const queue = 'deliver';
let prefix: string;
/** Two processes that add. */
let queues: JobQueues;
let others: JobQueues;
/** The queue, read by BullMQ itself. */
let seen: Queue<JobData>;
const opened: { close: () => Promise<unknown> }[] = [];

beforeEach(async () => {
  prefix = `test-${newId('event')}`;
  [queues, others] = [open(), open()];
  const connection = workerConnection(redisUrl(), 'onlooker');
  seen = openQueue(queue, connection, prefix);
  opened.push(queues, others, seen, { close: () => connection.quit() });
  for (const { redis } of [queues, others]) if (redis.status !== 'ready') await once(redis, 'ready');
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

const open = (): JobQueues => new JobQueues({ redisUrl: redisUrl(), prefix, jobAttempts: 10 });

const attempt = (): AttemptJob => ({ delivery_id: newId('delivery'), endpoint_id: newId('endpoint'), attempt: 1 });
const attempts = (count: number): AttemptJob[] => Array.from({ length: count }, attempt);
const due = (jobs: readonly AttemptJob[]): ScheduledAttempt[] => jobs.map((job) => ({ queue, ...job }));

const idsOf = (jobs: readonly AttemptJob[]): string[] => jobs.map(jobId).toSorted();
const attemptsOf = ({ data }: Pick<Job<JobData>, 'data'>): AttemptJob[] =>
  'attempts' in data ? data.attempts : [data];

/** Returns the attempts that the waiting jobs own. */
async function owned(): Promise<string[]> {
  const attempts = [];
  for (const job of await seen.getWaiting()) {
    attempts.push(...(await queues.batched.begin(queue, { id: job.id ?? '', attempts: attemptsOf(job) })));
  }
  return idsOf(attempts);
}

/** Adds a shared job whose attempts are claimed. */
const addClaimed = (id: string, claimed: AttemptJob[]): Promise<Job<JobData>> =>
  seen.add('attempts', { attempts: claimed }, { jobId: id });

/** Ends the first waiting job. */
async function end(error?: Error): Promise<void> {
  const connection = workerConnection(redisUrl(), 'worker');
  const worker = new Worker<JobData>(queue, () => (error ? Promise.reject(error) : Promise.resolve()), {
    connection,
    prefix: queuePrefix(prefix, queue),
  });
  await once(worker, error ? 'failed' : 'completed');
  await worker.close();
  await connection.quit();
}

describe('attempts that two processes add at the same time', () => {
  it('are owned by one job each', async () => {
    const jobs = attempts(50);
    await Promise.all([queues.add(due(jobs)), others.add(due(jobs.toReversed()))]);
    expect(await owned()).toEqual(idsOf(jobs));
  });

  it('are owned by one job each, even if some had a job before', async () => {
    const jobs = attempts(10);
    await queues.add(due(jobs.slice(0, 1)));
    await queues.add(due(jobs.slice(1, 4)));
    await others.add(due(jobs));
    const added = (await seen.getWaiting()).map((job) => attemptsOf(job).length);
    expect(added.toSorted((a, b) => a - b)).toEqual([1, 3, 6]);
    expect(await owned()).toEqual(idsOf(jobs));
  });

  it('are owned by one job each, even if one process adds them alone', async () => {
    const jobs = attempts(2);
    await queues.add(due(jobs));
    await others.add(due(jobs.slice(0, 1)));
    expect(await seen.getWaitingCount()).toBe(2);
    expect(await owned()).toEqual(idsOf(jobs));
  });

  it('are owned by one job each, however many there are, until they are unclaimed', async () => {
    const jobs = attempts(1_200);
    await queues.add(due(jobs.slice(550, 560)));
    await others.add(due(jobs));
    expect(await owned()).toEqual(idsOf(jobs));
    await queues.batched.unclaim(queue, { id: 'another', attempts: jobs });
    expect(await owned()).toEqual(idsOf(jobs));
    for (const job of await seen.getWaiting()) {
      await queues.batched.unclaim(queue, { id: job.id ?? '', attempts: jobs });
    }
    expect(await owned()).toEqual([]);
  });

  it('get no second job', async () => {
    const jobs = attempts(3);
    await queues.add(due(jobs));
    await others.add(due(jobs));
    expect(await seen.getWaitingCount()).toBe(1);
  });
});

describe('a job that is added long after its claim', () => {
  it('does not own attempts that another job claimed meanwhile', async () => {
    const jobs = attempts(3);
    expect(await queues.batched.claim(queue, [{ id: 'late', attempts: jobs }])).toEqual([
      { id: 'late', attempts: jobs },
    ]);
    await others.add(due(jobs.slice(0, 2)));
    await addClaimed('late', jobs);
    expect(await queues.batched.begin(queue, { id: 'late', attempts: jobs })).toEqual(jobs.slice(2));
    expect(await owned()).toEqual(idsOf(jobs));
  });

  it('does not own an attempt whose own job has begun', async () => {
    const jobs = attempts(2);
    const [alone, shared] = jobs as [AttemptJob, AttemptJob];
    await queues.batched.claim(queue, [{ id: 'late', attempts: jobs }]);
    await others.add(due([alone]));
    expect(await others.batched.begin(queue, { id: jobId(alone), attempts: [alone] })).toEqual([alone]);
    await addClaimed('late', jobs);
    expect(await queues.batched.begin(queue, { id: 'late', attempts: jobs })).toEqual([shared]);
  });

  it('does not keep the sweep from adding its attempts', async () => {
    const jobs = attempts(3);
    await queues.batched.claim(queue, [{ id: 'never', attempts: jobs }]);
    expect(await others.addMissing(due(jobs))).toBe(3);
    expect(await owned()).toEqual(idsOf(jobs));
  });
});

describe('a job that runs again', () => {
  it('owns the attempts that are not acknowledged', async () => {
    const jobs = attempts(3);
    await queues.add(due(jobs));
    const [job] = await seen.getWaiting();
    await queues.batched.unclaim(queue, { id: job?.id ?? '', attempts: jobs.slice(0, 1) });
    expect(await owned()).toEqual(idsOf(jobs.slice(1)));
    expect(await owned()).toEqual(idsOf(jobs.slice(1)));
  });

  it('does not own attempts that another job claimed while it was in the failed set', async () => {
    const jobs = attempts(2);
    await queues.add(due(jobs));
    await end(new UnrecoverableError('never'));
    expect(await others.addMissing(due(jobs))).toBe(2);
    const [failed] = await seen.getFailed();
    await failed?.retry();
    expect(await seen.getWaitingCount()).toBe(2);
    expect(await owned()).toEqual(idsOf(jobs));
  });
});

describe('a parked attempt', () => {
  it('is not added by the sweep, even if it is parked during the step', async () => {
    const jobs = attempts(2);
    const [first] = jobs as [AttemptJob];
    await queues.add(due(jobs));
    const [shared] = await seen.getWaiting();
    // Between the sweep's two queries for parked attempts.
    const statesOf = others.batched.statesOf.bind(others.batched);
    others.batched.statesOf = async (...asked) => {
      await queues.parked.park({ queue, ...first });
      await queues.batched.disown(queue, shared?.id ?? '', first);
      return statesOf(...asked);
    };
    expect(await others.addMissing(due(jobs))).toBe(0);
  });

  it('can be added again before its job has ended', async () => {
    const [alone, ...shared] = attempts(3) as [AttemptJob, AttemptJob, AttemptJob];
    await queues.add(due([alone]));
    await queues.add(due(shared));
    const jobs = await seen.getWaiting();
    for (const job of jobs) {
      for (const each of attemptsOf(job)) await queues.batched.disown(queue, job.id ?? '', each);
    }
    await others.add(due([alone, ...shared]));
    expect(await seen.getWaitingCount()).toBe(3);
    expect(await owned()).toEqual(idsOf([alone, ...shared]));
  });

  it('is owned by a new job of its own', async () => {
    const job = attempt();
    await queues.add(due([job]));
    await queues.batched.disown(queue, jobId(job), job);
    await end();
    await others.add(due([job]));
    expect(await owned()).toEqual(idsOf([job]));
    expect(await queues.redis.hlen(`${queuePrefix(prefix, queue)}:batched`)).toBe(0);
  });
});
