import type { Logger } from '@nestjs/common';
import { BackgroundTask, extendLeaseMs, type Database } from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';

export interface StepResult<P> {
  /** Start of the next step; null begins anew. */
  position: P | null;
  pauseMs: number;
}

export interface TaskLoopOptions<P> {
  name: string;
  /** Pause between two polls for a step that is due, and after a failed step. */
  pauseMs: number;
  /** Longest pause that a step returns; `pauseMs` by default. */
  longestPauseMs?: number;
  step: (position: P | null) => Promise<StepResult<P>>;
  logger: Logger;
  /** Logged when a step fails. */
  failure: string;
}

/** Does the steps of a background task; all dispatchers share them. */
export class TaskLoop<P> {
  readonly #task: BackgroundTask<P>;
  readonly #loop: PollingLoop;
  #succeededAt: number | undefined;

  constructor(
    database: Database,
    private readonly options: TaskLoopOptions<P>,
  ) {
    const { name, pauseMs, longestPauseMs = pauseMs, logger, failure } = options;
    this.#task = new BackgroundTask<P>(database, { name, longestPauseMs });
    this.#loop = new PollingLoop({ step: () => this.#once(), pauseMs, logger, failure });
  }

  start(): void {
    this.#loop.start(0);
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Time of the last successful step in any dispatcher, by `performance.now()`; undefined while none is known. */
  lastSucceededAt(): number | undefined {
    return this.#succeededAt;
  }

  async #once(): Promise<number> {
    const { step, succeededMsAgo } = await this.#task.claim();
    if (succeededMsAgo !== undefined) this.#saw(performance.now() - Math.max(0, succeededMsAgo));
    if (!step) return this.options.pauseMs;
    const extending = setInterval(() => {
      this.#task.extend(step).catch(() => undefined);
    }, extendLeaseMs);
    try {
      const result = await this.options.step(step.position);
      if (await this.#task.finish(step, result)) this.#saw(performance.now());
      return Math.min(result.pauseMs, this.options.pauseMs);
    } catch (error) {
      // While Postgres is away, the lease expires by itself.
      await this.#task.release(step, this.options.pauseMs).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(extending);
    }
  }

  #saw(at: number): void {
    if (this.#succeededAt === undefined || at > this.#succeededAt) this.#succeededAt = at;
  }
}
