import { jobId, queueNames, queuePrefix, queues, type AttemptJob, type QueueName } from '@postrider/contracts';
import { Queue, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { producerConnection } from './redis.js';

/** An attempt to make; `at` in the past or absent means now. */
export interface ScheduledAttempt extends AttemptJob {
  queue: QueueName;
  at?: Date | null;
}

/** Jobs that failed for good (unreadable, or their delivery is missing) stay to be looked at, so many at most. */
const keptFailedJobs = 10_000;
const jobOptions: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: keptFailedJobs } };
const maxStreamEvents = 100;

/** The three queues, seen from those who add to them. */
export class JobQueues {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #queues: Record<QueueName, Queue<AttemptJob>>;

  constructor({ redisUrl, prefix }: { redisUrl: string; prefix: string }) {
    this.#redis = producerConnection(redisUrl, 'postrider-jobs');
    this.#prefix = prefix;
    const open = (name: QueueName): Queue<AttemptJob> => {
      const queue = new Queue<AttemptJob>(queues[name].name, {
        connection: this.#redis,
        prefix: queuePrefix(prefix, name),
        skipWaitingForReady: true,
        streams: { events: { maxLen: maxStreamEvents } },
        defaultJobOptions: jobOptions,
      });
      queue.on('error', () => undefined);
      return queue;
    };
    this.#queues = { deliver: open('deliver'), retry: open('retry'), replay: open('replay') };
  }

  get redis(): Redis {
    return this.#redis;
  }

  all(): Queue<AttemptJob>[] {
    return queueNames.map((name) => this.#queues[name]);
  }

  /** At least once: a failure may have added some. Adding one that is still there changes nothing. */
  async add(attempts: readonly ScheduledAttempt[]): Promise<void> {
    const now = Date.now();
    await Promise.all(
      queueNames.map(async (name) => {
        const jobs = attempts
          .filter(({ queue }) => queue === name)
          .map(({ delivery_id, attempt, at }) => ({
            name: 'attempt',
            data: { delivery_id, attempt },
            opts: { jobId: jobId({ delivery_id, attempt }), delay: Math.max(0, (at?.getTime() ?? 0) - now) },
          }));
        if (jobs.length > 0) await this.#queues[name].addBulk(jobs);
      }),
    );
  }

  /** Those that have no job in their queue. */
  async missing<T extends ScheduledAttempt>(attempts: readonly T[]): Promise<T[]> {
    const pipeline = this.#redis.pipeline();
    for (const attempt of attempts) {
      pipeline.exists(`${queuePrefix(this.#prefix, attempt.queue)}:${queues[attempt.queue].name}:${jobId(attempt)}`);
    }
    const replies = (await pipeline.exec()) ?? [];
    const failure = replies.find(([error]) => error)?.[0];
    if (failure) throw failure;
    return attempts.filter((_, i) => replies[i]?.[1] === 0);
  }

  /** Jobs that are ready to be taken. */
  waiting(queue: QueueName): Promise<number> {
    return this.#queues[queue].getWaitingCount();
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((queue) => queue.close()));
    this.#redis.disconnect();
  }
}
