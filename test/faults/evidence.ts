import { Database } from '@postrider/event-store';

/** An attempt in the event log. */
export interface RecordedAttempt {
  readonly delivery: string;
  readonly attempt: number;
  readonly succeeded: boolean;
  /** Set if no response arrived in time. */
  readonly timedOut: boolean;
  /** When the record was committed, by Postgres's clock, which is this machine's. */
  readonly committedAt: number;
}

const readModels = ['endpoints', 'published_events', 'deliveries', 'pending_deliveries'] as const;
export type ReadModelDump = Record<(typeof readModels)[number], readonly string[]>;

/** Reads the log and the read models in Postgres. */
export class Evidence {
  readonly #database: Database;

  constructor(url: string) {
    this.#database = new Database({ url, size: 1, timeoutMs: 120_000, name: 'fault-run' });
  }

  async attempts(): Promise<RecordedAttempt[]> {
    const { rows } = await this.#database.query<RecordedAttempt>(
      `SELECT stream_id AS delivery, (data->>'number')::int AS attempt, type = 'AttemptSucceeded' AS succeeded,
              coalesce(data->>'failure_reason' = 'timeout', false) AS "timedOut",
              (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float8 AS "committedAt"
         FROM domain_events WHERE type IN ('AttemptSucceeded', 'AttemptFailed')`,
    );
    return rows;
  }

  /** All rows of all read models, as text. */
  async dump(): Promise<ReadModelDump> {
    return {
      endpoints: await this.#rowsOf('endpoints'),
      published_events: await this.#rowsOf('published_events'),
      deliveries: await this.#rowsOf('deliveries'),
      pending_deliveries: await this.#rowsOf('pending_deliveries'),
    };
  }

  async emptyReadModels(): Promise<void> {
    for (const table of readModels) await this.#database.query(`DELETE FROM ${table}`);
  }

  end(): Promise<void> {
    return this.#database.end();
  }

  async #rowsOf(table: keyof ReadModelDump): Promise<string[]> {
    const { rows } = await this.#database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY id`);
    return rows.map(({ row }) => row);
  }
}
