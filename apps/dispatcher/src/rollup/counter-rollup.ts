import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { rollUpCounters, type Database } from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';

/** Counters that are rolled up in one transaction. */
const page = 5_000;

/** Rolls up attempt counters. All dispatchers do it, one at a time. */
export class CounterRollup {
  readonly #loop: PollingLoop;

  constructor(database: Database, settings: Settings['background']) {
    const pauseMs = settings.rollupIntervalMs;
    this.#loop = new PollingLoop({
      step: async () => ((await rollUpCounters(database, page)) === page ? 0 : pauseMs),
      pauseMs,
      logger: new Logger('counters'),
      failure: 'attempt counters could not be rolled up; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** By `performance.now()`. */
  get lastSucceededAt(): number | undefined {
    return this.#loop.lastSucceededAt;
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }
}
