import type { Database } from './sql.js';

/** With it a row takes most of a page of 8 KiB, so that each write needs another one: a full disk refuses it. */
const filler = '.'.repeat(7_000);
/** Rows are removed after so many writes of a process; if they cannot be, after as many more. */
const writesKept = 500;

/** Trial writes: what tells a database that takes writes from one that merely answers. */
export class WriteProbe {
  #writes = 0;

  constructor(private readonly database: Database) {}

  /** Rejects with DatabaseUnavailable where the database is a standby, read-only, full, or away. */
  async write(): Promise<void> {
    await this.database.query('INSERT INTO write_probes (filler) VALUES ($1)', [filler]);
    this.#writes += 1;
    if (this.#writes % writesKept === 0) await this.#removeRows().catch(() => undefined);
  }

  /** Not at the price of others: a backup, say, locks the table for long, and whoever waits for it keeps all writes waiting. */
  #removeRows(): Promise<void> {
    return this.database.transaction(async (sql) => {
      await sql.query(`SET LOCAL lock_timeout = '50ms'`);
      await sql.query('TRUNCATE write_probes');
    });
  }
}
