import type { ClientBase, Pool } from 'pg';
import type { BatchOutcome } from './publish-rows.js';
import type { ListedRow, OutboxRow } from './row.js';
import { channel } from './schema.js';

type Sql = Pick<ClientBase | Pool, 'query'>;

export interface Take {
  maxRows: number;
  maxBytes: number;
  /** Customers that have to wait. */
  limited: readonly string[];
}

/** The other members of an event in the body of a call. */
const eventBytes = 512;

/**
 * Locks the first rows that no other relay has, and returns those that fit into one call, at least one. The data of others is
 * neither kept by Postgres nor sent here.
 */
export async function takeRows(sql: Sql, table: string, { maxRows, maxBytes, limited }: Take): Promise<OutboxRow[]> {
  const { rows } = await sql.query<OutboxRow>(
    `WITH taken AS MATERIALIZED (
       SELECT id, octet_length(data::text) + ${String(eventBytes)} AS size FROM ${table}
        WHERE refused IS NULL AND (customer IS NULL OR customer <> ALL ($3::text[]))
        ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
     ), counted AS (
       SELECT id, row_number() OVER (ORDER BY id) AS place, sum(size) OVER (ORDER BY id) AS bytes FROM taken
     )
     SELECT row.id, row.event_id, row.type, row.data::text AS data, row.customer
       FROM counted JOIN ${table} AS row USING (id) WHERE bytes <= $2 OR place = 1 ORDER BY id`,
    [maxRows, maxBytes, limited],
  );
  return rows;
}

/** Deletes what is published, and marks what is refused. */
export async function settleRows(sql: Sql, table: string, { published, refused }: BatchOutcome): Promise<void> {
  if (published.length > 0) {
    await sql.query(`DELETE FROM ${table} WHERE id = ANY ($1::bigint[])`, [published.map(({ id }) => id)]);
  }
  if (refused.length > 0) {
    const at = new Date().toISOString();
    await sql.query(
      `UPDATE ${table} AS row SET refused = given.refused
         FROM unnest($1::bigint[], $2::json[]) AS given (id, refused) WHERE row.id = given.id`,
      [refused.map(({ row }) => row.id), refused.map(({ refusal }) => JSON.stringify({ ...refusal, at }))],
    );
  }
}

export interface Lag {
  waiting: number;
  refused: number;
  /** Age of the first row that waits; null without one. */
  oldest_seconds: number | null;
}

export async function readLag(sql: Sql, table: string): Promise<Lag> {
  const { rows } = await sql.query<Lag>(
    `SELECT (SELECT count(*)::float8 FROM ${table} WHERE refused IS NULL) AS waiting,
            (SELECT count(*)::float8 FROM ${table} WHERE refused IS NOT NULL) AS refused,
            (SELECT greatest(0, extract(epoch FROM clock_timestamp() - created_at))::float8 FROM ${table}
              WHERE refused IS NULL ORDER BY id LIMIT 1) AS oldest_seconds`,
  );
  return rows[0] ?? { waiting: 0, refused: 0, oldest_seconds: null };
}

export async function listRows(
  sql: Sql,
  table: string,
  { isRefused, limit }: { isRefused: boolean; limit: number },
): Promise<ListedRow[]> {
  const { rows } = await sql.query<Omit<ListedRow, 'created_at'> & { created_at: Date }>(
    `SELECT id, event_id, type, customer, created_at, refused FROM ${table}
      WHERE refused IS NOT NULL OR NOT $1 ORDER BY id LIMIT $2`,
    [isRefused, limit],
  );
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}

/** Lets relays publish refused rows again: those with one of the ids, of the row or of the event, or all. */
export async function retryRows(sql: Sql, table: string, ids: readonly string[] | 'all'): Promise<ListedRow[]> {
  const { rows } = await sql.query<Omit<ListedRow, 'created_at'> & { created_at: Date }>(
    `UPDATE ${table} SET refused = NULL
      WHERE refused IS NOT NULL AND ($1 OR id::text = ANY ($2) OR event_id = ANY ($2))
      RETURNING id, event_id, type, customer, created_at, refused`,
    [ids === 'all', ids === 'all' ? [] : ids],
  );
  await sql.query('SELECT pg_notify($1, $2)', [channel, '']);
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}
