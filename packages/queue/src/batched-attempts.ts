import { jobId, queuePrefix, type AttemptJob, type QueueName } from '@postrider/contracts';
import type { Redis } from 'ioredis';

export interface Batch {
  id: string;
  attempts: readonly AttemptJob[];
}

const forgetScript = `
for i = 2, #ARGV do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[1] then redis.call('HDEL', KEYS[1], ARGV[i]) end
end`;

type Place = Pick<AttemptJob, 'delivery_id' | 'attempt'> & { queue: QueueName };

/**
 * Which job is going to make an attempt that shares it with others: only a job of one attempt tells by its id. Were this
 * lost, the attempts would be queued a second time, and their deliveries' streams would tell which came first.
 */
export class BatchedAttempts {
  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
  ) {}

  /** To be called before the jobs are added: a job that does not exist makes nothing, and is seen not to. */
  async note(queue: QueueName, batches: readonly Batch[]): Promise<void> {
    const entries = batches.flatMap(({ id, attempts }) => attempts.flatMap((attempt) => [jobId(attempt), id]));
    if (entries.length > 0) await this.redis.hset(this.#key(queue), ...entries);
  }

  /**
   * To be called before the job ends: what a process that dies then leaves behind is a job, not an entry. An attempt that
   * was put off may have another job already, whose entry stays.
   */
  async forget(queue: QueueName, { id, attempts }: Batch): Promise<void> {
    await this.redis.eval(forgetScript, 1, this.#key(queue), id, ...attempts.map(jobId));
  }

  /** The ids of the jobs that these attempts share with others, in their order; null where there is none. */
  async jobsOf(places: readonly Place[]): Promise<(string | null)[]> {
    const pipeline = this.redis.pipeline();
    for (const place of places) pipeline.hget(this.#key(place.queue), jobId(place));
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([error, id]) => {
      if (error) throw error;
      return id as string | null;
    });
  }

  #key(queue: QueueName): string {
    return `${queuePrefix(this.prefix, queue)}:batched`;
  }
}
