import type { Database } from './sql.js';

/** How long a step may take before another process may claim its task. */
const leaseMs = 5_000;
export interface BackgroundTaskOptions {
  name: string;
  /** Maximum pause between two steps, in milliseconds. */
  longestPauseMs: number;
}

export interface ClaimedStep<P> {
  /** Where the last step ended; null at the start. */
  position: P | null;
  run: string;
}

export interface Claim<P> {
  /** Undefined while another process does the step, or if none is due. */
  step: ClaimedStep<P> | undefined;
  /** Milliseconds since any process last finished a step; undefined if none has. */
  succeededMsAgo: number | undefined;
}

/**
 * Work that one process at a time does in steps. A row has its lease and position; no transaction is open during a
 * step. A process that freezes or dies in a step delays the next step by the lease. Then two processes may do the same
 * step, so steps must be safe to repeat.
 */
export class BackgroundTask<P> {
  /** How often a long step extends its lease. */
  readonly extendLeaseMs = 1_500;
  readonly #name: string;
  readonly #longestMs: number;

  constructor(
    private readonly database: Database,
    { name, longestPauseMs }: BackgroundTaskOptions,
  ) {
    this.#name = name;
    this.#longestMs = Math.max(leaseMs, longestPauseMs);
  }

  async claim(): Promise<Claim<P>> {
    // A time further ahead than any pause was written before Postgres's clock was set back.
    const { rows } = await this.database.query<{ position: P | null; run: string; age: number | null }>(
      `INSERT INTO background_tasks AS t (name, run, due_at) VALUES ($1, 1, now() + $2 * interval '1 ms')
       ON CONFLICT (name) DO UPDATE SET run = t.run + 1, due_at = excluded.due_at
        WHERE t.due_at NOT BETWEEN now() AND now() + $3 * interval '1 ms'
       RETURNING position, run, extract(epoch FROM now() - succeeded_at)::float8 * 1000 AS age`,
      [this.#name, leaseMs, this.#longestMs],
    );
    const [claimed] = rows;
    if (!claimed) return { step: undefined, succeededMsAgo: await this.#succeededMsAgo() };
    const { position, run, age } = claimed;
    return { step: { position, run }, succeededMsAgo: age ?? undefined };
  }

  /** Extends the lease of a step in progress. */
  async extend({ run }: ClaimedStep<P>): Promise<void> {
    await this.database.query(
      `UPDATE background_tasks SET due_at = now() + $3 * interval '1 ms' WHERE name = $1 AND run = $2`,
      [this.#name, run, leaseMs],
    );
  }

  /** Records the end of a step. Returns false and changes nothing if another process has claimed the task since. */
  async finish(
    { run }: ClaimedStep<P>,
    { position, pauseMs }: { position: P | null; pauseMs: number },
  ): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `UPDATE background_tasks SET position = $3, succeeded_at = now(), due_at = now() + $4 * interval '1 ms'
        WHERE name = $1 AND run = $2`,
      [this.#name, run, position === null ? null : JSON.stringify(position), Math.min(pauseMs, this.#longestMs)],
    );
    return rowCount === 1;
  }

  /** Ends the lease of a failed step, so that another process need not wait for it. */
  async release({ run }: ClaimedStep<P>, pauseMs: number): Promise<void> {
    await this.database.query(
      `UPDATE background_tasks SET due_at = now() + $3 * interval '1 ms' WHERE name = $1 AND run = $2`,
      [this.#name, run, Math.min(pauseMs, this.#longestMs)],
    );
  }

  async #succeededMsAgo(): Promise<number | undefined> {
    const { rows } = await this.database.query<{ age: number | null }>(
      `SELECT extract(epoch FROM now() - succeeded_at)::float8 * 1000 AS age FROM background_tasks WHERE name = $1`,
      [this.#name],
    );
    return rows[0]?.age ?? undefined;
  }
}
