import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { nextJob } from '@postrider/domain';
import {
  BackgroundTask,
  findDue,
  type Database,
  type DatabaseClock,
  type DueDelivery,
  type DuePosition,
} from '@postrider/event-store';
import { TaskLoop, type StepResult } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import type { DispatcherMetrics } from '../metrics/dispatcher-metrics.js';

/** A single failed step does not make a dispatcher unready. */
const minLateMs = 60_000;

/** DuePosition as JSON. */
interface StoredPosition {
  next_attempt_at: string;
  id: string;
}

/**
 * Adds the jobs that are missing: Redis was emptied, or a process died between commit and enqueue. Each step reads a page
 * of due deliveries, oldest first, and continues after the last page. A long backlog therefore hides nothing behind it.
 * Steps follow each other without a pause while jobs are missing.
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
    private readonly metrics: Pick<DispatcherMetrics, 'sweptJobs'>,
  ) {
    const task = new BackgroundTask<StoredPosition>(database, { name: 'sweep', longestPauseMs: settings.intervalMs });
    this.#loop = new TaskLoop(task, {
      pauseMs: settings.intervalMs,
      step: (position) => this.#page(position),
      logger: this.#logger,
      failure: 'the sweep failed; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Time of the last successful step in any dispatcher, by `performance.now()`. */
  get lastSucceededAt(): number | undefined {
    return this.#loop.lastSucceededAt();
  }

  /** Whether no step has succeeded in any dispatcher for ten intervals, and at least for a minute. */
  get isLate(): boolean {
    const lateMs = Math.max(minLateMs, 10 * this.settings.intervalMs);
    return performance.now() - (this.lastSucceededAt ?? this.#startedAt) > lateMs;
  }

  async #page(stored: StoredPosition | null): Promise<StepResult<StoredPosition>> {
    const limit = this.settings.pageSize;
    const before = new Date(this.clock.now().getTime() - this.settings.graceMs);
    const { due, next } = await findDue(this.database, { before, after: stored && parse(stored), limit });
    const added = await this.#enqueue(due);
    const continues = added > 0 && next !== null;
    return { position: next && format(next), pauseMs: continues ? 0 : this.settings.intervalMs };
  }

  async #enqueue(due: readonly DueDelivery[]): Promise<number> {
    if (due.length === 0) return 0;
    const added = await this.queues.addMissing(due.map(nextJob));
    this.metrics.sweptJobs.add(added);
    if (added > 0) this.#logger.log({ jobs: added }, 'added missing jobs');
    return added;
  }
}

const parse = ({ next_attempt_at, id }: StoredPosition): DuePosition => ({
  next_attempt_at: new Date(next_attempt_at),
  id,
});

const format = ({ next_attempt_at, id }: DuePosition): StoredPosition => ({
  next_attempt_at: next_attempt_at.toISOString(),
  id,
});
