import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ScheduledAttempt } from '@postrider/contracts';
import { evolveDelivery, nextJob } from '@postrider/domain';
import type { PublishedRecord } from '@postrider/event-store';
import { Batcher } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import { JOB_QUEUES } from '../tokens.js';

const maxBatch = 1_000;
/** One, so that commits which follow each other closely share jobs. */
const maxInFlight = 1;
const maxWaiting = 2_000;
/** While Redis is slow. What is more is left to the sweep. */
const maxAttempts = 100_000;
const logEveryMs = 10_000;

/**
 * Adds jobs for what was committed, in bulk and outside the clients' wait. What cannot be added is left to the
 * dispatchers' sweep, so nothing piles up here while Redis is away.
 */
@Injectable()
export class Enqueuer {
  readonly #logger = new Logger('enqueuer');
  readonly #batcher: Batcher<ScheduledAttempt[], void>;
  readonly #underWay = new Set<Promise<void>>();
  #attempts = 0;
  #loggedAt = 0;

  constructor(@Inject(JOB_QUEUES) queues: JobQueues) {
    this.#batcher = new Batcher(
      async (batches) => {
        await queues.add(batches.flat());
        return batches.map(() => undefined);
      },
      { maxBatch, maxInFlight, maxWaiting, weigh: (attempts) => attempts.length },
    );
  }

  deliver(records: readonly PublishedRecord[]): void {
    this.enqueue(
      records.flatMap(({ scheduled }) => scheduled.map((recorded) => nextJob(evolveDelivery(undefined, recorded)))),
    );
  }

  enqueue(attempts: ScheduledAttempt[]): void {
    if (attempts.length === 0) return;
    if (this.#attempts > maxAttempts) {
      this.#logRarely(new Error(`more than ${String(maxAttempts)} attempts are waiting`));
      return;
    }
    this.#attempts += attempts.length;
    const added = this.#batcher
      .submit(attempts)
      .catch((error: unknown) => {
        this.#logRarely(error);
      })
      .finally(() => {
        this.#attempts -= attempts.length;
        this.#underWay.delete(added);
      });
    this.#underWay.add(added);
  }

  /** Resolves when everything handed over so far was added or given up. */
  async drain(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  #logRarely(error: unknown): void {
    if (Date.now() - this.#loggedAt < logEveryMs) return;
    this.#loggedAt = Date.now();
    this.#logger.warn(error, 'jobs could not be added to Redis; the sweep will add them');
  }
}
