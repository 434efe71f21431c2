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
import type { Redis } from 'ioredis';
import { BatchedAttempts } from './batched-attempts.js';
import { ParkedJobs } from './parked-jobs.js';
import { producerConnection } from './redis.js';

/** Redis cannot be reached: nothing was added. */
export class QueueUnavailable extends Error {
  override name = 'QueueUnavailable';
}

export interface JobQueuesOptions {
  redisUrl: string;
  prefix: string;
  /** Most attempts that share a job. */
  jobAttempts: number;
  /** The clock that the times of attempts are told by. */
  now?: () => number;
  /** No due attempt's job pauses for longer: one that would was told the time by a clock that was set since. */
  longestPauseMs?: number;
}

type Queues = Record<QueueName, Queue<JobData>>;

/** Jobs that failed for good (unreadable, or their delivery is missing) stay to be looked at, so many at most. */
const keptFailedJobs = 10_000;
const jobOptions: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: keptFailedJobs } };
const maxStreamEvents = 100;
const probeKeptMs = 60_000;
/** BullMQ keeps the time of a delayed job in the upper bits of its score. */
const scorePerMs = 0x1000;

type JobState = 'absent' | 'alive' | 'delayed' | 'failed';

/** One of the queues on a connection. */
export function openQueue(name: QueueName, connection: Redis, prefix: string): Queue<JobData> {
  const queue = new Queue<JobData>(queues[name].name, {
    connection,
    prefix: queuePrefix(prefix, name),
    streams: { events: { maxLen: maxStreamEvents } },
    defaultJobOptions: jobOptions,
  });
  queue.on('error', () => undefined);
  return queue;
}

/** The three queues, seen from those who add to them: a call fails at once while Redis is away. */
export class JobQueues {
  readonly redis: Redis;
  readonly parked: ParkedJobs;
  readonly batched: BatchedAttempts;
  readonly #jobAttempts: number;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #longestPauseMs: number;
  #opened: Promise<Queues> | undefined;

  constructor({ redisUrl, prefix, jobAttempts, now = Date.now, longestPauseMs = 60_000 }: JobQueuesOptions) {
    this.redis = producerConnection(redisUrl, 'postrider-jobs');
    this.parked = new ParkedJobs(this.redis, prefix);
    this.batched = new BatchedAttempts(this.redis, prefix);
    this.#jobAttempts = jobAttempts;
    this.#prefix = prefix;
    this.#now = now;
    this.#longestPauseMs = longestPauseMs;
  }

  /**
   * At least once: a failure may have added some. Those that are due share jobs; adding one that has a job of its own
   * changes nothing.
   */
  async add(attempts: readonly ScheduledAttempt[]): Promise<void> {
    await this.#open();
    await Promise.all(
      queueNames.map((name) =>
        this.#addTo(
          name,
          attempts.filter(({ queue }) => queue === name),
        ),
      ),
    );
  }

  async #addTo(name: QueueName, scheduled: readonly ScheduledAttempt[]): Promise<void> {
    if (scheduled.length === 0) return;
    const now = this.#now();
    const timed = scheduled.map(({ delivery_id, endpoint_id, attempt, at }) => ({
      data: { delivery_id, endpoint_id, attempt },
      delay: Math.max(0, (at?.getTime() ?? 0) - now),
    }));
    const groups = shared(
      timed.filter(({ delay }) => delay === 0).map(({ data }) => data),
      this.#jobAttempts,
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
    // A pipeline for one job costs more than the job.
    if (!only) return;
    if (others.length === 0) await queue.add(only.name, only.data, only.opts);
    else await queue.addBulk(jobs);
  }

  /**
   * Adds those of these due attempts that no job is going to make: none exists, or it ended in the failed set, where it
   * would block its own id for ever. One that is delayed for too long is made to run. Answers how many.
   */
  async addMissing(due: readonly ScheduledAttempt[]): Promise<number> {
    const opened = await this.#open();
    // What is held may be many, and is not looked for among the jobs.
    const attempts = await this.#notHeld(due);
    const states = await this.#statesOf(attempts);
    // Asked once more, in this order: an attempt is held before its job leaves it.
    const wanted = await this.#notHeld(attempts.filter((_, i) => states[i] === 'absent' || states[i] === 'failed'));
    const failed = new Set(attempts.filter((_, i) => states[i] === 'failed'));
    await Promise.all(
      wanted.filter((attempt) => failed.has(attempt)).map((attempt) => opened[attempt.queue].remove(jobId(attempt))),
    );
    await this.add(wanted);
    const delayed = attempts.filter((_, i) => states[i] === 'delayed');
    return wanted.length + (await this.#promoteOverdue(delayed));
  }

  async #notHeld(attempts: readonly ScheduledAttempt[]): Promise<ScheduledAttempt[]> {
    const areParked = await this.parked.areParked(attempts);
    return attempts.filter((_, i) => !areParked[i]);
  }

  /** Makes those run at once that would still wait for longer than any pause of ours. */
  async #promoteOverdue(attempts: readonly ScheduledAttempt[]): Promise<number> {
    if (attempts.length === 0) return 0;
    const opened = await this.#open();
    const pipeline = this.redis.pipeline();
    for (const attempt of attempts) pipeline.zscore(this.#key(attempt.queue, 'delayed'), jobId(attempt));
    const replies = (await pipeline.exec()) ?? [];
    // The workers go by this clock too.
    const latest = (Date.now() + this.#longestPauseMs) * scorePerMs;
    const overdue = attempts.filter((_, i) => Number(replies[i]?.[1] ?? 0) > latest);
    await Promise.all(
      overdue.map(async (attempt) => {
        const job = await opened[attempt.queue].getJob(jobId(attempt));
        await job?.promote();
      }),
    );
    return overdue.length;
  }

  #key(queue: QueueName, name: string): string {
    return `${queuePrefix(this.#prefix, queue)}:${queues[queue].name}:${name}`;
  }

  async #statesOf(attempts: readonly ScheduledAttempt[]): Promise<JobState[]> {
    const batches = await this.batched.jobsOf(attempts);
    const lookups = attempts.flatMap(({ queue, ...attempt }, i) => {
      const batch = batches[i] ?? null;
      const own = { i, queue, id: jobId(attempt), isOwn: true };
      return batch === null ? [own] : [own, { i, queue, id: batch, isOwn: false }];
    });
    const pipeline = this.redis.pipeline();
    for (const { queue, id } of lookups) pipeline.hmget(this.#key(queue, id), 'timestamp', 'finishedOn', 'delay');
    const replies = (await pipeline.exec()) ?? [];
    const states = attempts.map((): JobState => 'absent');
    for (const [n, [error, reply]] of replies.entries()) {
      if (error) throw error;
      const lookup = lookups[n];
      const [timestamp, finishedOn, delay] = reply as (string | null)[];
      if (!lookup || timestamp == null) continue;
      const { i, isOwn } = lookup;
      if (finishedOn == null) states[i] = isOwn && Number(delay ?? 0) > 0 ? 'delayed' : 'alive';
      else if (isOwn && states[i] === 'absent') states[i] = 'failed';
    }
    return states;
  }

  /** Rejects where Redis refuses writes: it is a replica, or full. */
  async probeWrite(): Promise<void> {
    await this.redis.set(`${this.#prefix}:write-probe`, '', 'PX', probeKeptMs);
  }

  /** Jobs that are ready to be taken. */
  async waiting(queue: QueueName): Promise<number> {
    return (await this.#open())[queue].getWaitingCount();
  }

  /** Attempts whose jobs are ready to be taken, counted up to `most` and perhaps a little further. */
  async waitingAttempts(queue: QueueName, most = Infinity): Promise<number> {
    const ids = await this.redis.lrange(this.#key(queue, 'wait'), 0, most === Infinity ? -1 : most);
    return ids.reduce((count, id) => count + attemptsIn(id), 0);
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    await Promise.all(Object.values(opened ?? {}).map((queue) => queue.close()));
    this.redis.disconnect();
  }

  /** A queue whose first contact with Redis fails stays unusable in BullMQ, so it is opened when Redis is there. */
  async #open(): Promise<Queues> {
    if (this.redis.status !== 'ready') throw new QueueUnavailable(`Redis is not connected (${this.redis.status})`);
    this.#opened ??= this.#openAll();
    return this.#opened;
  }

  async #openAll(): Promise<Queues> {
    const open = (name: QueueName): Queue<JobData> => openQueue(name, this.redis, this.#prefix);
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

/** Cut into as few parts as `most` allows, all of about the same size; one that comes twice is in them once. */
function shared(attempts: readonly AttemptJob[], most: number): AttemptJob[][] {
  const once = [...new Map(attempts.map((attempt) => [jobId(attempt), attempt])).values()];
  const parts = Math.ceil(once.length / most);
  const size = Math.ceil(once.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, n) => once.slice(n * size, (n + 1) * size));
}

const isBatch = (attempts: readonly AttemptJob[]): boolean => attempts.length > 1;
