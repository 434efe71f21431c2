import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import { DatabaseUnavailable } from '@postrider/event-store';

interface Looks {
  look: () => Promise<void>;
  isAnybodyConnected: () => boolean;
  pauseMs: number;
  logger: Logger;
  /** What is logged while Postgres is away, and what when a look fails otherwise; the next look comes all the same. */
  away: string;
  failure: string;
}

/** Looks for news again and again while somebody is connected. */
export class LookLoop {
  #isRunning = false;

  constructor(private readonly looks: Looks) {}

  /** To be called for each who connects: the loop ends when nobody is. */
  async run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const { look, isAnybodyConnected, pauseMs, logger, away, failure } = this.looks;
    while (isAnybodyConnected()) {
      try {
        await look();
      } catch (error) {
        if (error instanceof DatabaseUnavailable) logger.warn(error, away);
        else logger.error(error, failure);
      }
      await pause(pauseMs, undefined, { ref: false });
    }
    this.#isRunning = false;
  }
}
