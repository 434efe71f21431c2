import type { Logger } from '@nestjs/common';
import { BackgroundTask, extendLeaseMs, type Database } from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';

export interface StepResult<P> {
  /** Where the next step begins; null begins anew. */
  position: P | null;
  pauseMs: number;
}

export interface TaskLoopOptions<P> {
  name: string;
  /** Pause between two looks for a step that is due, and after a step that failed. */
  pauseMs: number;
  /** Longest pause that a step asks for; `pauseMs` unless given. */
  longestPauseMs?: number;
  step: (position: P | null) => Promise<StepResult<P>>;
  logger: Logger;
  /** What is logged of a failed step. */
  failure: string;
}

/** Does the steps of a background task that all dispatchers share. */
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

  /**
   * When a step last succeeded in any dispatcher, as far as this one has seen: a time of `performance.now()`. Undefined
   * until it has seen one.
   */
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
      // With Postgres away the lease ends by itself.
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
