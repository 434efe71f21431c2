import type { Sql } from './sql.js';

const intervalMs = 1_000;

/**
 * Postgres's clock, which all processes share. It is read now and then, and the monotonic clock carries it on in between:
 * so a step of this machine's own clock moves no retry, no deadline and no signature's timestamp.
 */
export class DatabaseClock {
  /** Until Postgres has been asked, the machine's clock is the best guess. */
  #time = Date.now();
  #setAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly sql: Sql) {}

  /** Resolves after the first look, also when that failed. */
  async start(): Promise<void> {
    await this.#read();
    this.#timer = setInterval(() => void this.#read(), intervalMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  now(): Date {
    return new Date(this.#time + performance.now() - this.#setAt);
  }

  /** An answer took a while, within which it was right: the clock moves no further than this proves it wrong. */
  async #read(): Promise<void> {
    const askedAt = performance.now();
    // While Postgres is away the monotonic clock goes on.
    const answer = await this.sql.query<{ now: Date }>('SELECT clock_timestamp() AS now').catch(() => undefined);
    const [row] = answer?.rows ?? [];
    if (!row) return;
    const answeredAt = performance.now();
    const earliest = row.now.getTime();
    // A Date holds whole milliseconds.
    const latest = earliest + 1 + (answeredAt - askedAt);
    const told = this.#time + answeredAt - this.#setAt;
    this.#time = Math.min(Math.max(told, earliest), latest);
    this.#setAt = answeredAt;
  }
}
