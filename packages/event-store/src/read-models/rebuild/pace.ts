import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../../postgres/sql.js';

/** Share of the newest observation in the average. */
const newest = 0.25;
/** Minimum time between two observations. */
const observeMs = 20;
/** Maximum pause, as a multiple of the work before it. */
const longest = 8;

/**
 * Makes room for live traffic: work is followed by a pause that is as long as the work for each statement that other
 * sessions run, on average. Without traffic there are no pauses.
 */
export class Pace {
  #busy = 0;
  #observedAt = -Infinity;

  constructor(private readonly sql: Sql) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const result = await work();
    const tookMs = performance.now() - startedAt;
    await this.#observe();
    const pauseMs = this.pauseMs(tookMs);
    if (pauseMs >= 1) await sleep(pauseMs);
    return result;
  }

  /** The pause after work that took so long. */
  pauseMs(tookMs: number): number {
    return tookMs * Math.min(longest, this.#busy);
  }

  async #observe(): Promise<void> {
    if (performance.now() - this.#observedAt < observeMs) return;
    this.#observedAt = performance.now();
    const { rows } = await this.sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND backend_type = 'client backend'
          AND application_name <> current_setting('application_name')`,
    );
    this.#busy += newest * ((rows[0]?.count ?? 0) - this.#busy);
  }
}
