import type { Logger } from '@nestjs/common';

export interface LoopOptions {
  /** Does one step; answers how many milliseconds later the next one follows. */
  step: () => Promise<number>;
  /** Pause before the first step, and after one that failed. */
  pauseMs: number;
  logger: Logger;
  /** What is logged of a failed step. */
  failure: string;
}

/** Does one step after another until it is stopped; a failed one is tried again. */
export class Loop {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(private readonly options: LoopOptions) {}

  start(delayMs = this.options.pauseMs): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#once();
    }, delayMs);
  }

  /** Resolves when the step under way is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #once(): Promise<void> {
    const { step, pauseMs, logger, failure } = this.options;
    try {
      this.start(await step());
    } catch (error) {
      logger.warn(error, failure);
      this.start(pauseMs);
    }
  }
}
