import type { Database } from './sql.js';

/** A row fills most of a page of 8 KiB, so that each write needs a new page: a full disk rejects it. */
const filler = '.'.repeat(7_000);
/** Number of writes after which a process removes the rows. */
const writesKept = 500;

/** Trial writes, which tell a database that takes writes from one that only responds. */
export class WriteProbe {
  #writes = 0;

  constructor(private readonly database: Database) {}

  /** Rejects with DatabaseUnavailable if the database is a standby, read-only, full or away. */
  async write(): Promise<void> {
    await this.database.query('INSERT INTO write_probes (filler) VALUES ($1)', [filler]);
    this.#writes += 1;
    if (this.#writes % writesKept === 0) await this.#removeRows().catch(() => undefined);
  }

  /** With a short lock timeout: while TRUNCATE waits for a backup's lock, all writes wait behind it. */
  #removeRows(): Promise<void> {
    return this.database.transaction(async (sql) => {
      await sql.query(`SET LOCAL lock_timeout = '50ms'`);
      await sql.query('TRUNCATE write_probes');
    });
  }
}
