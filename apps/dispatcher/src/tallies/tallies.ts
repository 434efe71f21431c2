import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { foldTallies, type Database } from '@postrider/event-store';
import { Loop } from '../loop.js';

/** Rows that are added up in one transaction. */
const page = 5_000;

/** Adds up what batches have counted. Any number of dispatchers may: one at a time does, and the next finds less. */
export class Tallies {
  readonly #loop: Loop;

  constructor(database: Database, settings: Settings) {
    const pauseMs = settings.POSTRIDER_TALLY_INTERVAL_MS;
    this.#loop = new Loop({
      step: async () => ((await foldTallies(database, page)) === page ? 0 : pauseMs),
      pauseMs,
      logger: new Logger('tallies'),
      failure: 'attempts could not be added up; it tries again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }
}
