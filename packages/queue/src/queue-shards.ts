import {
  maxQueueShards,
  queueShard,
  shardOf,
  type AttemptJob,
  type QueueName,
  type QueueShard,
} from '@postrider/contracts';
import { repliesOf, type RedisClient } from './redis.js';

const refreshMs = 5_000;

/**
 * The shards of the queues. Every process registers its number of shards in Redis, so that workers drain the shards of
 * other numbers, and the sweep finds the jobs in them. A number is never removed: an unused shard has an idle worker.
 */
export class QueueShards {
  readonly #key: string;
  #counts: readonly number[];
  #refreshedAt = -Infinity;
  #refreshing: Promise<void> | undefined;

  constructor(
    private readonly redis: RedisClient,
    prefix: string,
    private readonly count: number,
  ) {
    this.#key = `{${prefix}-queue-shards}`;
    this.#counts = [count];
  }

  /** Numbers of shards that processes have or had, this process's first. */
  get counts(): readonly number[] {
    return this.#counts;
  }

  /** The shard of a new job. */
  of({ queue, endpoint_id }: Pick<AttemptJob, 'endpoint_id'> & { queue: QueueName }): QueueShard {
    return shardOf(queue, endpoint_id, this.count);
  }

  /** All shards of a queue that may have jobs. */
  all(queue: QueueName): QueueShard[] {
    return Array.from({ length: Math.max(...this.#counts) }, (_, n) => queueShard(queue, n));
  }

  /** Registers this process's number and reads those of the others, unless that was done `maxAgeMs` ago. */
  async refresh(maxAgeMs = refreshMs): Promise<void> {
    if (performance.now() - this.#refreshedAt < maxAgeMs) return;
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #refresh(): Promise<void> {
    const pipeline = this.redis.pipeline().sadd(this.#key, this.count).smembers(this.#key);
    const [, members] = await repliesOf<unknown>(pipeline);
    // After Redis was emptied, other processes may not have registered again.
    const others = (members as string[]).map(Number).filter((count) => count >= 1 && count <= maxQueueShards);
    this.#counts = [...new Set([...this.#counts, ...others])];
    this.#refreshedAt = performance.now();
  }
}
