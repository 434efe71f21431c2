import type { Logger } from '@nestjs/common';
import { PollingLoop } from './polling-loop.js';

export interface StepResult<P> {
  /** Start of the next step; null begins anew. */
  position: P | null;
  pauseMs: number;
}

/** Work that one process at a time does in steps (event-store's BackgroundTask). */
export interface LeasedTask<P, Step extends { position: P | null }> {
  readonly extendLeaseMs: number;
  claim: () => Promise<{ step: Step | undefined; succeededMsAgo: number | undefined }>;
  extend: (step: Step) => Promise<void>;
  finish: (step: Step, result: StepResult<P>) => Promise<boolean>;
  release: (step: Step, pauseMs: number) => Promise<void>;
}

export interface TaskLoopOptions<P> {
  /** Pause between two polls for a step that is due, and after a failed step. */
  pauseMs: number;
  step: (position: P | null) => Promise<StepResult<P>>;
  logger: Logger;
  /** Logged when a step fails. */
  failure: string;
}

/** Does the steps of a background task; all processes with the loop share them. */
export class TaskLoop<P, Step extends { position: P | null } = { position: P | null; run: string }> {
  readonly #loop: PollingLoop;
  #succeededAt: number | undefined;

  constructor(
    private readonly task: LeasedTask<P, Step>,
    private readonly options: TaskLoopOptions<P>,
  ) {
    const { pauseMs, logger, failure } = options;
    this.#loop = new PollingLoop({ step: () => this.#once(), pauseMs, logger, failure });
  }

  start(): void {
    this.#loop.start(0);
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Time of the last successful step in any process, by `performance.now()`; undefined while none is known. */
  lastSucceededAt(): number | undefined {
    return this.#succeededAt;
  }

  async #once(): Promise<number> {
    const { step, succeededMsAgo } = await this.task.claim();
    if (succeededMsAgo !== undefined) this.#saw(performance.now() - Math.max(0, succeededMsAgo));
    if (!step) return this.options.pauseMs;
    const extending = setInterval(() => {
      this.task.extend(step).catch(() => undefined);
    }, this.task.extendLeaseMs);
    try {
      const result = await this.options.step(step.position);
      if (await this.task.finish(step, result)) this.#saw(performance.now());
      return Math.min(result.pauseMs, this.options.pauseMs);
    } catch (error) {
      // While Postgres is away, the lease expires by itself.
      await this.task.release(step, this.options.pauseMs).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(extending);
    }
  }

  #saw(at: number): void {
    if (this.#succeededAt === undefined || at > this.#succeededAt) this.#succeededAt = at;
  }
}
