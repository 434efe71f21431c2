import { jobId, queueNames, queuePrefix, queues, type AttemptJob, type QueueName } from '@postrider/contracts';
import { Queue, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { HeldJobs } from './held-jobs.js';
import { producerConnection } from './redis.js';

/** An attempt to make; `at` in the past or absent means now. */
export interface ScheduledAttempt extends AttemptJob {
  queue: QueueName;
  at?: Date | null;
}

/** Redis cannot be reached: nothing was added. */
export class QueueUnavailable extends Error {
  override name = 'QueueUnavailable';
}

export interface JobQueuesOptions {
  redisUrl: string;
  prefix: string;
  /** The clock that the times of attempts are told by. */
  now?: () => number;
  /** No due attempt's job pauses for longer: one that would was told the time by a clock that was set since. */
  longestPauseMs?: number;
}

type Queues = Record<QueueName, Queue<AttemptJob>>;

/** Where a job for the attempt may be: first attempts that a recovery makes wait among the replays. */
const homesOf = ({ queue }: ScheduledAttempt): QueueName[] => (queue === 'deliver' ? ['deliver', 'replay'] : [queue]);

/** Jobs that failed for good (unreadable, or their delivery is missing) stay to be looked at, so many at most. */
const keptFailedJobs = 10_000;
const jobOptions: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: keptFailedJobs } };
const maxStreamEvents = 100;
/** BullMQ keeps the time of a delayed job in the upper bits of its score. */
const scorePerMs = 0x1000;

type JobState = 'absent' | 'alive' | 'delayed' | 'failed';

/** One of the queues on a connection. */
export function openQueue(name: QueueName, connection: Redis, prefix: string): Queue<AttemptJob> {
  const queue = new Queue<AttemptJob>(queues[name].name, {
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
  readonly held: HeldJobs;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #longestPauseMs: number;
  #opened: Promise<Queues> | undefined;

  constructor({ redisUrl, prefix, now = Date.now, longestPauseMs = 60_000 }: JobQueuesOptions) {
    this.redis = producerConnection(redisUrl, 'postrider-jobs');
    this.held = new HeldJobs(this.redis, prefix);
    this.#prefix = prefix;
    this.#now = now;
    this.#longestPauseMs = longestPauseMs;
  }

  /** At least once: a failure may have added some. Adding one that is still there changes nothing. */
  async add(attempts: readonly ScheduledAttempt[]): Promise<void> {
    const opened = await this.#open();
    const now = this.#now();
    await Promise.all(
      queueNames.map(async (name) => {
        const jobs = attempts
          .filter(({ queue }) => queue === name)
          .map(({ delivery_id, endpoint_id, attempt, at }) => ({
            name: 'attempt',
            data: { delivery_id, endpoint_id, attempt },
            opts: { jobId: jobId({ delivery_id, attempt }), delay: Math.max(0, (at?.getTime() ?? 0) - now) },
          }));
        if (jobs.length > 0) await opened[name].addBulk(jobs);
      }),
    );
  }

  /**
   * Adds those of these due attempts that no job is going to make: none exists, or it ended in the failed set, where it
   * would block its own id for ever. One that is delayed for too long is made to run. Answers how many.
   */
  async addMissing(due: readonly ScheduledAttempt[]): Promise<number> {
    const opened = await this.#open();
    const attempts = await this.#notHeld(due);
    const states = await this.#statesOf(attempts);
    const wanted = attempts.filter((_, i) => states[i] === 'absent' || states[i] === 'failed');
    const failed = attempts.filter((_, i) => states[i] === 'failed');
    await Promise.all(failed.map((attempt) => opened[attempt.queue].remove(jobId(attempt))));
    await this.add(wanted);
    const delayed = attempts.filter((_, i) => states[i] === 'delayed');
    return wanted.length + (await this.#promoteOverdue(delayed));
  }

  async #notHeld(attempts: readonly ScheduledAttempt[]): Promise<ScheduledAttempt[]> {
    const places = attempts.flatMap((attempt) => homesOf(attempt).map((home) => ({ attempt, home })));
    const areHeld = await this.held.areHeld(places.map(({ attempt, home }) => ({ ...attempt, queue: home })));
    const held = new Set(places.filter((_, i) => areHeld[i]).map(({ attempt }) => attempt));
    return attempts.filter((attempt) => !held.has(attempt));
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
    const pipeline = this.redis.pipeline();
    const lookups = attempts.flatMap((attempt, i) => homesOf(attempt).map((home) => ({ attempt, home, i })));
    for (const { attempt, home } of lookups) {
      pipeline.hmget(this.#key(home, jobId(attempt)), 'timestamp', 'finishedOn', 'delay');
    }
    const replies = (await pipeline.exec()) ?? [];
    const states = attempts.map((): JobState => 'absent');
    for (const [n, [error, reply]] of replies.entries()) {
      if (error) throw error;
      const lookup = lookups[n];
      const [timestamp, finishedOn, delay] = reply as (string | null)[];
      if (!lookup || timestamp == null) continue;
      const isDelayed = Number(delay ?? 0) > 0 && lookup.home === lookup.attempt.queue;
      if (finishedOn == null) states[lookup.i] = isDelayed ? 'delayed' : 'alive';
      else if (lookup.home === lookup.attempt.queue && states[lookup.i] === 'absent') states[lookup.i] = 'failed';
    }
    return states;
  }

  /** Jobs that are ready to be taken. */
  async waiting(queue: QueueName): Promise<number> {
    return (await this.#open())[queue].getWaitingCount();
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
    const open = (name: QueueName): Queue<AttemptJob> => openQueue(name, this.redis, this.#prefix);
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
