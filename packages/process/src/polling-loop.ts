import type { Logger } from '@nestjs/common';

export interface PollingLoopOptions {
  /** Does one step; answers how many milliseconds later the next one follows. */
  step: () => Promise<number>;
  /** Pause before the first step, and after one that failed. */
  pauseMs: number;
  logger: Logger;
  /** What is logged of a failed step. */
  failure: string;
}

/** Does one step after another until it is stopped; a failed one is tried again. */
export class PollingLoop {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;
  #isInStep = false;
  #isWoken = false;

  constructor(private readonly options: PollingLoopOptions) {}

  start(delayMs = this.options.pauseMs): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#once();
    }, delayMs);
  }

  /** Does the next step without a pause: now, or when the one under way is done. */
  wake(): void {
    if (this.#isInStep) {
      this.#isWoken = true;
    } else if (this.#timer) {
      clearTimeout(this.#timer);
      this.start(0);
    }
  }

  /** Resolves when the step under way is done. */
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
      this.#pauseFor(await step());
    } catch (error) {
      logger.warn(error, failure);
      this.#pauseFor(pauseMs);
    }
  }

  #pauseFor(delayMs: number): void {
    this.#isInStep = false;
    this.start(this.#isWoken ? 0 : delayMs);
  }
}
