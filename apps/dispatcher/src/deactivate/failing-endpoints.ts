import { Logger } from '@nestjs/common';
import type { DisabledReason } from '@postrider/contracts';
import { addFailing, findFailingSince, type Database, type DatabaseClock } from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';
import { deactivateEndpoint } from './deactivate-endpoint.js';

/** How often failures are written to Postgres. A killed dispatcher loses the failures of this time. */
const flushMs = 5_000;

/**
 * Deactivates endpoints whose attempts have all failed for days. Failures are collected here and written together. A
 * success removes its endpoint in the statement that records it (see `recordDeliveries`).
 */
export class FailingEndpoints {
  /** The first failure of each endpoint since the last flush. */
  #failed = new Map<string, Date>();
  readonly #loop: PollingLoop;

  constructor(
    private readonly database: Database,
    private readonly clock: Pick<DatabaseClock, 'now'>,
    private readonly options: {
      afterMs: number;
      deactivated: (endpointId: string, reason: DisabledReason) => void;
    },
  ) {
    this.#loop = new PollingLoop({
      step: async () => {
        await this.flush();
        return flushMs;
      },
      pauseMs: flushMs,
      logger: new Logger('failing'),
      failure: 'failing endpoints could not be written; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  failed(endpointId: string, at: Date): void {
    if (!this.#failed.has(endpointId)) this.#failed.set(endpointId, at);
  }

  succeeded(endpointId: string): void {
    this.#failed.delete(endpointId);
  }

  async flush(): Promise<void> {
    if (this.#failed.size === 0) return;
    const failed = this.#failed;
    this.#failed = new Map();
    const now = this.clock.now();
    await addFailing(this.database, failed);
    const due = await findFailingSince(
      this.database,
      [...failed.keys()],
      new Date(now.getTime() - this.options.afterMs),
    );
    for (const endpointId of due) {
      const done = await this.database.transaction((sql) => deactivateEndpoint(sql, endpointId, 'failing', now));
      if (done) this.options.deactivated(endpointId, 'failing');
    }
  }
}
