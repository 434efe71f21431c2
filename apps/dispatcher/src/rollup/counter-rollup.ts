import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { rollUpCounters, type Database } from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';

/** Rows that are added up in one transaction. */
const page = 5_000;

/** Adds up what batches have counted. Any number of dispatchers may: one at a time does, and the next finds less. */
export class CounterRollup {
  readonly #loop: PollingLoop;

  constructor(database: Database, settings: Settings['background']) {
    const pauseMs = settings.rollupIntervalMs;
    this.#loop = new PollingLoop({
      step: async () => ((await rollUpCounters(database, page)) === page ? 0 : pauseMs),
      pauseMs,
      logger: new Logger('counters'),
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
