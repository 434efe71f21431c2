import { Logger } from '@nestjs/common';
import { jobId, type AttemptJob, type JobData, type QueueName } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { Job } from 'bullmq';

interface SlowAttempt {
  /** The job that asked for it, perhaps with others. */
  job: Job<JobData>;
  attempt: AttemptJob;
  token: string | undefined;
  /** Never rejects; `done` once it is recorded. */
  running: Promise<unknown>;
}

/**
 * Slow attempts that go on beside the worker. As long as one is under way a job of its own is delayed again and again, so
 * that nobody makes it a second time; were this process killed, it would be made again after the time of a lock.
 */
export class SlowAttempts {
  readonly #logger: Logger;
  readonly #running = new Set<Promise<unknown>>();

  constructor(
    private readonly queues: JobQueues,
    private readonly queue: QueueName,
    private readonly leaseMs: number,
  ) {
    this.#logger = new Logger(queue);
  }

  /** False where Redis didn't take it: then the attempt keeps its place. */
  async detach(slow: SlowAttempt): Promise<boolean> {
    let lease: Job<JobData>;
    try {
      lease = await this.#lease(slow);
    } catch {
      return false;
    }
    const renewal = setInterval(() => void lease.changeDelay(this.leaseMs).catch(() => undefined), this.leaseMs / 3);
    const over = slow.running
      .then((result) => {
        clearInterval(renewal);
        return this.#end(lease, result);
      })
      .finally(() => this.#running.delete(over));
    this.#running.add(over);
    return true;
  }

  async finished(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** The attempt's own job, delayed: the one that asked for it, or a new one if that asked for others too. */
  async #lease({ job, attempt, token }: SlowAttempt): Promise<Job<JobData>> {
    if (job.id !== jobId(attempt)) {
      const lease = await this.queues.addLease(this.queue, attempt, this.leaseMs);
      await this.queues.batched.leave(this.queue, job.id ?? '', attempt);
      return lease;
    }
    await job.moveToDelayed(Date.now() + this.leaseMs, token);
    return job;
  }

  async #end(lease: Job<JobData>, result: unknown): Promise<void> {
    // What is not removed comes back when its delay is over, and finds the attempt recorded.
    if (result === 'done') await lease.remove().catch(() => undefined);
    else {
      const error = typeof result === 'object' && result !== null && 'error' in result ? result.error : result;
      this.#logger.error(error, `a slow attempt, job ${lease.id ?? '?'}, is made again later`);
    }
  }
}
