import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { findDue, type Database, type DatabaseClock, type DueDelivery, type DuePosition } from '@postrider/event-store';
import type { JobQueues, ScheduledAttempt } from '@postrider/queue';
import { TaskLoop, type StepResult } from '../task-loop.js';

/** A sweep that fails is tried again each interval; a single failure makes nobody unready. */
const minLateMs = 60_000;

/** A position as JSON holds it. */
interface StoredPosition {
  next_attempt_at: string;
  id: string;
}

/**
 * Makes good whatever the fast path lost: walks through the due deliveries, oldest first, and adds a job where there is
 * none (Redis was emptied, a process died between commit and enqueue). The walk continues where it stopped, so that
 * a long backlog at its head hides nothing; it hurries on as long as jobs are missing.
 */
export class Sweep {
  readonly #logger = new Logger('sweep');
  readonly #loop: TaskLoop<StoredPosition>;
  readonly #startedAt = performance.now();

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly clock: DatabaseClock,
    private readonly settings: Settings['sweep'],
  ) {
    this.#loop = new TaskLoop(database, {
      name: 'sweep',
      pauseMs: settings.intervalMs,
      step: (position) => this.#page(position),
      logger: this.#logger,
      failure: 'the sweep could not run; it tries again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Whether no dispatcher has swept for so long that what was lost stays lost: since the start, or its last success. */
  get isLate(): boolean {
    const lateMs = Math.max(minLateMs, 10 * this.settings.intervalMs);
    return performance.now() - (this.#loop.lastSucceededAt() ?? this.#startedAt) > lateMs;
  }

  async #page(stored: StoredPosition | null): Promise<StepResult<StoredPosition>> {
    const limit = this.settings.pageSize;
    const before = new Date(this.clock.now().getTime() - this.settings.graceMs);
    const { due, next } = await findDue(this.database, { before, after: stored && parse(stored), limit });
    const added = await this.#enqueue(due);
    const hurries = added > 0 && next !== null;
    return { position: next && format(next), pauseMs: hurries ? 0 : this.settings.intervalMs };
  }

  async #enqueue(due: readonly DueDelivery[]): Promise<number> {
    if (due.length === 0) return 0;
    const added = await this.queues.addMissing(
      due.map((delivery) => ({
        queue: queueOf(delivery),
        delivery_id: delivery.id,
        endpoint_id: delivery.endpoint_id,
        attempt: delivery.attempt_count + 1,
      })),
    );
    if (added > 0) this.#logger.log({ jobs: added }, 'added jobs that were missing');
    return added;
  }
}

const queueOf = ({ next_trigger }: DueDelivery): ScheduledAttempt['queue'] =>
  next_trigger === 'initial' ? 'deliver' : next_trigger;

const parse = ({ next_attempt_at, id }: StoredPosition): DuePosition => ({
  next_attempt_at: new Date(next_attempt_at),
  id,
});

const format = ({ next_attempt_at, id }: DuePosition): StoredPosition => ({
  next_attempt_at: next_attempt_at.toISOString(),
  id,
});
