import {
  attemptsIn,
  batchId,
  jobId,
  queueNames,
  queuePrefix,
  queues,
  type AttemptJob,
  type JobData,
  type QueueName,
  type ScheduledAttempt,
} from '@postrider/contracts';
import { Queue, type JobsOptions } from 'bullmq';
import { BatchedAttempts } from './batched-attempts.js';
import { delayedKey, dueAt, jobKeyPrefix, waitKey } from './bullmq-layout.js';
import { ParkedJobs } from './parked-jobs.js';
import { producerConnection, repliesOf, type RedisClient } from './redis.js';

/** Redis is away. Nothing was added. */
export class QueueUnavailable extends Error {
  override name = 'QueueUnavailable';
}

export interface JobQueuesOptions {
  redisUrl: string;
  prefix: string;
  /** Maximum number of attempts in a job. */
  jobAttempts: number;
  /** The clock of the attempts' times, in milliseconds. */
  now?: () => number;
  /** Longest delay of a job that is due. A longer one comes from a clock that was wrong. */
  longestPauseMs?: number;
}

type CountedState = 'waiting' | 'active' | 'delayed' | 'failed';
type Queues = Record<QueueName, Queue<JobData>>;

/** Limit on the failed set: jobs that are unreadable or whose delivery is missing. */
const keptFailedJobs = 10_000;
const jobOptions: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: keptFailedJobs } };
const maxStreamEvents = 100;
const probeKeptMs = 60_000;

/** Opens one of the queues on a connection. */
export function openQueue(name: QueueName, connection: RedisClient, prefix: string): Queue<JobData> {
  const queue = new Queue<JobData>(queues[name].name, {
    connection,
    prefix: queuePrefix(prefix, name),
    streams: { events: { maxLen: maxStreamEvents } },
    defaultJobOptions: jobOptions,
  });
  queue.on('error', () => undefined);
  return queue;
}

/** The three queues for producers of jobs. Calls fail at once while Redis is away. */
export class JobQueues {
  readonly redis: RedisClient;
  readonly parked: ParkedJobs;
  readonly batched: BatchedAttempts;
  readonly #options: Required<JobQueuesOptions>;
  #opened: Promise<Queues> | undefined;

  constructor(options: JobQueuesOptions) {
    this.#options = { now: Date.now, longestPauseMs: 60_000, ...options };
    this.redis = producerConnection(options.redisUrl, 'postrider-jobs');
    this.parked = new ParkedJobs(this.redis, options.prefix);
    this.batched = new BatchedAttempts(this.redis, options.prefix);
  }

  /**
   * Adds jobs, at least once: a call that fails may have added some. Attempts that are due share jobs. An attempt that
   * already has a job is not added again.
   */
  async add(attempts: readonly ScheduledAttempt[]): Promise<void> {
    await this.#open();
    await Promise.all(queueNames.map((name) => this.#addTo(name, attempts)));
  }

  /** Adds those of the attempts that belong in this queue. */
  async #addTo(name: QueueName, attempts: readonly ScheduledAttempt[]): Promise<void> {
    const scheduled = attempts.filter(({ queue }) => queue === name);
    if (scheduled.length === 0) return;
    const now = this.#options.now();
    const timed = scheduled.map(({ delivery_id, endpoint_id, attempt, at }) => ({
      data: { delivery_id, endpoint_id, attempt },
      delay: Math.max(0, (at?.getTime() ?? 0) - now),
    }));
    const groups = grouped(
      timed.filter(({ delay }) => delay === 0).map(({ data }) => data),
      this.#options.jobAttempts,
    );
    const batches = await this.batched.claim(
      name,
      groups.filter(isBatch).map((attempts) => ({ id: batchId(attempts), attempts })),
    );
    const own = [
      ...timed.filter(({ delay }) => delay > 0),
      ...groups.flatMap((attempts) => (isBatch(attempts) ? [] : attempts.map((data) => ({ data, delay: 0 })))),
    ];
    const jobs = [
      ...own.map(({ data, delay }) => ({ name: 'attempt', data, opts: { jobId: jobId(data), delay } })),
      ...batches.map(({ id, attempts }) => ({ name: 'attempts', data: { attempts }, opts: { jobId: id } })),
    ];
    const queue = (await this.#open())[name];
    const [only, ...others] = jobs;
    // A pipeline costs more than a single job.
    if (!only) return;
    if (others.length === 0) await queue.add(only.name, only.data, only.opts);
    else await queue.addBulk(jobs);
  }

  /**
   * Adds the due attempts that have no job, or whose job is in the failed set, where it would block its id forever. Promotes
   * jobs that are delayed for too long. Returns the number of jobs that it added or promoted.
   */
  async addMissing(due: readonly ScheduledAttempt[]): Promise<number> {
    await this.#open();
    // Parked attempts may be many, and have no job.
    const attempts = await this.#notParked(due);
    const added = await Promise.all(
      queueNames.map((name) =>
        this.#addMissingTo(
          name,
          attempts.filter(({ queue }) => queue === name),
        ),
      ),
    );
    return added.reduce((sum, each) => sum + each, 0);
  }

  async #addMissingTo(name: QueueName, attempts: readonly ScheduledAttempt[]): Promise<number> {
    if (attempts.length === 0) return 0;
    const queue = (await this.#open())[name];
    const states = await this.batched.statesOf(name, attempts);
    // An attempt may have been parked since. It is parked before its job disowns it, so this order misses none.
    const wanted = await this.#notParked(attempts.filter((_, i) => states[i] === 'absent' || states[i] === 'finished'));
    const failed = new Set(attempts.filter((_, i) => states[i] === 'finished'));
    await Promise.all(wanted.filter((attempt) => failed.has(attempt)).map((attempt) => queue.remove(jobId(attempt))));
    await this.add(wanted);
    const delayed = attempts.filter((_, i) => states[i] === 'delayed');
    return wanted.length + (await this.#promoteOverdue(name, delayed));
  }

  async #notParked(attempts: readonly ScheduledAttempt[]): Promise<ScheduledAttempt[]> {
    const areParked = await this.parked.areParked(attempts);
    return attempts.filter((_, i) => !areParked[i]);
  }

  /** Promotes jobs that would wait for longer than the longest delay. */
  async #promoteOverdue(name: QueueName, attempts: readonly ScheduledAttempt[]): Promise<number> {
    if (attempts.length === 0) return 0;
    const queue = (await this.#open())[name];
    const scores = await this.redis.zmscore(delayedKey(this.#options.prefix, name), ...attempts.map(jobId));
    // Workers use this clock too.
    const latest = Date.now() + this.#options.longestPauseMs;
    const overdue = attempts.filter((_, i) => dueAt(scores[i] ?? '0') > latest);
    await Promise.all(overdue.map(async (attempt) => (await queue.getJob(jobId(attempt)))?.promote()));
    return overdue.length;
  }

  /** Rejects if Redis refuses writes to a queue, because it is a replica, full, or a Cluster without that slot. */
  async probeWrite(): Promise<void> {
    const keys = queueNames.map((name) => `${queuePrefix(this.#options.prefix, name)}:write-probe`);
    await Promise.all(keys.map((key) => this.redis.set(key, '', 'PX', probeKeptMs)));
  }

  /** Returns the number of waiting jobs. */
  async waiting(queue: QueueName): Promise<number> {
    return (await this.#open())[queue].getWaitingCount();
  }

  /** Returns the number of jobs of each queue by their state. */
  async jobCounts(): Promise<Record<QueueName, Record<CountedState, number>>> {
    const pipeline = this.redis.pipeline();
    for (const name of queueNames) {
      const key = (state: string): string => jobKeyPrefix(this.#options.prefix, name) + state;
      pipeline.llen(key('wait')).llen(key('active')).zcard(key('delayed')).zcard(key('failed'));
    }
    const counts = await repliesOf<number>(pipeline);
    const of = (name: QueueName): Record<CountedState, number> => {
      const [waiting = 0, active = 0, delayed = 0, failed = 0] = counts.slice(4 * queueNames.indexOf(name));
      return { waiting, active, delayed, failed };
    };
    return { deliver: of('deliver'), retry: of('retry'), replay: of('replay') };
  }

  /** Returns the number of attempts in waiting jobs, counted up to about `most`. */
  async waitingAttempts(queue: QueueName, most = Infinity): Promise<number> {
    const ids = await this.redis.lrange(waitKey(this.#options.prefix, queue), 0, most === Infinity ? -1 : most);
    return ids.reduce((count, id) => count + attemptsIn(id), 0);
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    await Promise.all(Object.values(opened ?? {}).map((queue) => queue.close()));
    this.redis.disconnect();
  }

  /** BullMQ cannot use a queue whose first connection failed, so queues are opened once Redis is connected. */
  async #open(): Promise<Queues> {
    if (this.redis.status !== 'ready') throw new QueueUnavailable(`Redis is not connected (${this.redis.status})`);
    this.#opened ??= this.#openAll();
    return this.#opened;
  }

  async #openAll(): Promise<Queues> {
    const open = (name: QueueName): Queue<JobData> => openQueue(name, this.redis, this.#options.prefix);
    const opened: Queues = { deliver: open('deliver'), retry: open('retry'), replay: open('replay') };
    try {
      await Promise.all(Object.values(opened).map((queue) => queue.waitUntilReady()));
      return opened;
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }
}

/** Splits attempts, without duplicates, into as few groups of about the same size as `most` allows. */
function grouped(attempts: readonly AttemptJob[], most: number): AttemptJob[][] {
  const once = [...new Map(attempts.map((attempt) => [jobId(attempt), attempt])).values()];
  const parts = Math.ceil(once.length / most);
  const size = Math.ceil(once.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, n) => once.slice(n * size, (n + 1) * size));
}

const isBatch = (attempts: readonly AttemptJob[]): boolean => attempts.length > 1;
