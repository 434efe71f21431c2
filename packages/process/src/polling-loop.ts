import type { Logger } from '@nestjs/common';

export interface PollingLoopOptions {
  /** Does one step. Returns the pause until the next one in milliseconds, or `'idle'` to wait for `wake()`. */
  step: () => Promise<number | 'idle'>;
  /** Pause before the first step and after a failed one. */
  pauseMs: number;
  /** Least time between the ends of two steps when the loop is woken. */
  minPauseMs?: number;
  logger: Logger;
  /** Logged when a step fails. */
  failure: string;
}

/**
 * Does one step after another. A failed step is logged and repeated.
 *
 * States:
 * - new, until `start()`.
 * - waiting: the next step is due after a pause. `wake()` ends the pause early.
 * - in a step. `wake()` makes the next step follow without a pause, but for `minPauseMs`.
 * - idle: a step returned `'idle'`. Only `wake()` leads to the next step.
 * - stopped, after `stop()`.
 */
export class PollingLoop {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;
  #isInStep = false;
  #isWoken = false;
  #endedAt = -Infinity;
  #succeededAt: number | undefined;

  constructor(private readonly options: PollingLoopOptions) {}

  start(delayMs = this.options.pauseMs): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#once();
    }, delayMs);
  }

  /** Does the next step now, or right after the step in progress. Does nothing before `start()`. */
  wake(): void {
    if (this.#isInStep) {
      this.#isWoken = true;
    } else if (this.#timer) {
      clearTimeout(this.#timer);
      this.start(this.#wokenPauseMs());
    }
  }

  /** Time of the last step that did not fail, by `performance.now()`. */
  get lastSucceededAt(): number | undefined {
    return this.#succeededAt;
  }

  /** Resolves when the step in progress is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #once(): Promise<void> {
    const { step, pauseMs, logger, failure } = this.options;
    this.#isInStep = true;
    this.#isWoken = false;
    try {
      const delay = await step();
      this.#succeededAt = performance.now();
      this.#pause(delay);
    } catch (error) {
      logger.warn(error, failure);
      this.#pause(pauseMs);
    }
  }

  #pause(delay: number | 'idle'): void {
    this.#isInStep = false;
    this.#endedAt = performance.now();
    if (this.#isWoken) this.start(this.#wokenPauseMs());
    else if (delay !== 'idle') this.start(delay);
  }

  #wokenPauseMs(): number {
    return Math.max(0, this.#endedAt + (this.options.minPauseMs ?? 0) - performance.now());
  }
}
