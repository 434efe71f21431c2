import { jobId, queueNames, queuePrefix, queues, type AttemptJob, type QueueName } from '@postrider/contracts';
import { Job, Queue, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { HeldJob } from './held-jobs.js';
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

type Queues = Record<QueueName, Queue<AttemptJob>>;

/** Where a job for the attempt may be: first attempts that a recovery makes wait among the replays. */
const homesOf = ({ queue }: ScheduledAttempt): QueueName[] => (queue === 'deliver' ? ['deliver', 'replay'] : [queue]);

/** Jobs that failed for good (unreadable, or their delivery is missing) stay to be looked at, so many at most. */
const keptFailedJobs = 10_000;
const jobOptions: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: keptFailedJobs } };
const maxStreamEvents = 100;

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
  readonly #prefix: string;
  #opened: Promise<Queues> | undefined;

  constructor({ redisUrl, prefix }: { redisUrl: string; prefix: string }) {
    this.redis = producerConnection(redisUrl, 'postrider-jobs');
    this.#prefix = prefix;
  }

  /** At least once: a failure may have added some. Adding one that is still there changes nothing. */
  async add(attempts: readonly ScheduledAttempt[]): Promise<void> {
    const opened = await this.#open();
    const now = Date.now();
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
   * would block its own id for ever. Answers how many.
   */
  async addMissing(attempts: readonly ScheduledAttempt[]): Promise<number> {
    const opened = await this.#open();
    const states = await this.#statesOf(attempts);
    const wanted = attempts.filter((_, i) => states[i] !== 'alive');
    const failed = attempts.filter((_, i) => states[i] === 'failed');
    await Promise.all(failed.map((attempt) => opened[attempt.queue].remove(jobId(attempt))));
    await this.add(wanted);
    return wanted.length;
  }

  async #statesOf(attempts: readonly ScheduledAttempt[]): Promise<('absent' | 'alive' | 'failed')[]> {
    const pipeline = this.redis.pipeline();
    const lookups = attempts.flatMap((attempt, i) => homesOf(attempt).map((home) => ({ attempt, home, i })));
    for (const { attempt, home } of lookups) {
      const key = `${queuePrefix(this.#prefix, home)}:${queues[home].name}:${jobId(attempt)}`;
      pipeline.hmget(key, 'timestamp', 'finishedOn');
    }
    const replies = (await pipeline.exec()) ?? [];
    const states = attempts.map((): 'absent' | 'alive' | 'failed' => 'absent');
    for (const [n, [error, reply]] of replies.entries()) {
      if (error) throw error;
      const lookup = lookups[n];
      const [timestamp, finishedOn] = reply as (string | null)[];
      if (!lookup || timestamp == null) continue;
      if (finishedOn == null) states[lookup.i] = 'alive';
      else if (lookup.home === lookup.attempt.queue && states[lookup.i] === 'absent') states[lookup.i] = 'failed';
    }
    return states;
  }

  /** Lets held jobs be taken at once. One that is no longer delayed came back by itself; one that fails to be woken will. */
  async wake(held: readonly HeldJob[]): Promise<void> {
    const opened = await this.#open();
    await Promise.allSettled(
      held.map(async ({ queue, jobId: id }) => {
        const job = await Job.fromId(opened[queue], id);
        await job?.promote();
      }),
    );
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
