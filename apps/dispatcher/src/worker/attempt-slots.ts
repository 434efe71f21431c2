import { queueOf, type AttemptJob, type QueueName, type QueueShard } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import pLimit from 'p-limit';
import type { Attempts, Lease, Loading, RunResult } from '../attempt/attempts.js';
import type { Permit } from '../throttle/concurrency-limiter.js';
import type { Throttle } from '../throttle/throttle.js';

/** Result of an attempt. `error` is a fault of ours or a MissingDelivery. */
export type AttemptResult = RunResult | { error: unknown };

/** An attempt that no longer occupies a slot. */
export interface StartedAttempt {
  attempt: AttemptJob;
  /** False for an attempt that has become slow and goes on. */
  isOver: boolean;
  /** Never rejects. */
  result: Promise<AttemptResult>;
}

/** The job of an attempt, under the lease of this worker. */
export interface LeasedJob {
  id: string;
  lease: Lease;
}

/** Numbers of slots, and of attempts that wait for one. */
export interface SlotUse {
  slots: number;
  inUse: number;
  waiting: number;
}

/**
 * The slots of one worker. An attempt is in one of four states:
 * - `waiting`: all slots are occupied.
 * - `in progress`: it occupies a slot and has a permit.
 * - `slow`: it still has its permit, but its slot is free for another attempt.
 * - `over`: it has a result.
 *
 * Transitions:
 * - waiting → in progress: a slot is free, and the endpoint has a permit available.
 * - waiting → over: a slot is free, but the endpoint is at capacity (`deferred`) or the process stops (`not_started`).
 * - in progress → slow: the request takes longer than `throttle.slowMs`.
 * - in progress, slow → over: the outcome is recorded, or the attempt ends without one.
 */
export class AttemptSlots {
  readonly #slots: ReturnType<typeof pLimit>;
  readonly #queue: QueueName;
  #isStopping = false;

  constructor(
    private readonly shard: QueueShard,
    private readonly concurrency: number,
    private readonly attempts: Attempts,
    private readonly throttle: Throttle,
    private readonly queues: JobQueues,
  ) {
    this.#slots = pLimit(concurrency);
    this.#queue = queueOf(shard);
  }

  get use(): SlotUse {
    return { slots: this.concurrency, inUse: this.#slots.activeCount, waiting: this.#slots.pendingCount };
  }

  /** Starts no further attempt: those that wait for a slot end as `not_started`. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Resolves when the attempt no longer occupies a slot. Never rejects. */
  start(job: LeasedJob, attempt: AttemptJob, preloaded?: Loading): Promise<StartedAttempt> {
    return this.#slots(async () => {
      const permit = this.#isStopping ? undefined : this.throttle.acquire(attempt.endpoint_id);
      if (permit) {
        const result = this.#run(job, attempt, permit, preloaded);
        const isOver = await Promise.race([result.then(() => true), permit.slow.then(() => false)]);
        return { attempt, isOver, result };
      }
      const result = this.#isStopping ? 'not_started' : await this.#defer(job, attempt);
      return { attempt, isOver: true, result: Promise.resolve(result) };
    });
  }

  async #run(job: LeasedJob, attempt: AttemptJob, permit: Permit, preloaded?: Loading): Promise<AttemptResult> {
    try {
      const result = await this.attempts.run({ ...attempt, queue: this.#queue }, permit, job.lease, preloaded);
      return result === 'deferred' ? await this.#defer(job, attempt) : result;
    } catch (error) {
      return { error };
    } finally {
      permit.release(false);
    }
  }

  async #defer(job: LeasedJob, attempt: AttemptJob): Promise<AttemptResult> {
    try {
      // In this order, so that at any moment the attempt is parked or has an owner.
      await this.throttle.park(this.#queue, attempt);
      await this.queues.batched.disown(this.shard, job.id, attempt);
      return 'deferred';
    } catch (error) {
      return { error };
    }
  }
}
