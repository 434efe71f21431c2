import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ScheduledAttempt } from '@postrider/contracts';
import { evolveDelivery, nextJob } from '@postrider/domain';
import type { PublishedRecord } from '@postrider/event-store';
import { Batcher, Tracing, type Span } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import { JOB_QUEUES } from '../tokens.js';

const maxBatch = 1_000;
/** With one batch in flight, commits that follow each other closely share jobs. */
const maxInFlight = 1;
const maxWaiting = 2_000;
/** Limit while Redis is slow. The sweep enqueues attempts beyond it. */
const maxAttempts = 100_000;
const logEveryMs = 10_000;

/**
 * Adds jobs of committed attempts in bulk, outside the clients' wait. The first command leaves before the responses are written,
 * so that a lone event is not delayed by its own response. The dispatchers' sweep adds the jobs that fail here,
 * so that memory stays bounded while Redis is unavailable.
 */
@Injectable()
export class Enqueuer {
  readonly #logger = new Logger('enqueuer');
  readonly #batcher: Batcher<ScheduledAttempt[], void>;
  readonly #inProgress = new Set<Promise<void>>();
  #attempts = 0;
  #failed = 0;
  #loggedAt = 0;

  constructor(
    @Inject(JOB_QUEUES) queues: JobQueues,
    private readonly tracing: Tracing,
  ) {
    this.#batcher = new Batcher(
      async (batches) => {
        await queues.add(batches.flat());
        return batches.map(() => undefined);
      },
      { maxBatch, maxInFlight, startsAtOnce: true, maxWaiting, weigh: (attempts) => attempts.length },
    );
  }

  /** Number of attempts whose jobs are not added yet. */
  get waiting(): number {
    return this.#attempts;
  }

  /** Number of attempts so far that are left to the sweep. */
  get failed(): number {
    return this.#failed;
  }

  enqueueDeliveries(records: readonly PublishedRecord[]): void {
    this.enqueue(
      records.flatMap(({ scheduled }) => scheduled.map((recorded) => nextJob(evolveDelivery(undefined, recorded)))),
      this.tracing.isEnabled ? this.#spans(records) : [],
    );
  }

  enqueue(attempts: ScheduledAttempt[], spans: readonly Span[] = []): void {
    if (attempts.length === 0) return;
    const end = (error?: unknown): void => {
      if (error !== undefined) {
        this.#failed += attempts.length;
        this.#logRarely(error);
      }
      for (const span of spans) span.end({}, error);
    };
    if (this.#attempts > maxAttempts) {
      end(new Error(`too many attempts are waiting (limit ${String(maxAttempts)})`));
      return;
    }
    this.#attempts += attempts.length;
    const added = this.#batcher
      .submit(attempts)
      .then(() => {
        end();
      }, end)
      .finally(() => {
        this.#attempts -= attempts.length;
        this.#inProgress.delete(added);
      });
    this.#inProgress.add(added);
  }

  /** One for each call with deliveries. */
  #spans(records: readonly PublishedRecord[]): Span[] {
    const calls = new Set(
      records.flatMap(({ published, scheduled }) => (scheduled.length > 0 ? published.event.data.traceparent : [])),
    );
    return [...calls].flatMap((traceparent) => this.tracing.continue('enqueue', traceparent) ?? []);
  }

  /** Resolves when each attempt so far was added or has failed. */
  async drain(): Promise<void> {
    await Promise.all(this.#inProgress);
  }

  #logRarely(error: unknown): void {
    if (Date.now() - this.#loggedAt < logEveryMs) return;
    this.#loggedAt = Date.now();
    this.#logger.warn(error, 'jobs could not be added to Redis; the sweep will add them');
  }
}
