import type { Sql } from '../postgres/sql.js';
import { rollupAge, rollupAges } from '../read-models/counters/rollup.js';

export interface ExpiredPosition {
  /** Postgres's text of a time, exact to the microsecond. */
  age: string;
  ctid: string;
}

export interface ExpiredBatch {
  deleted: number;
  /** Undefined after the last batch. */
  next: ExpiredPosition | undefined;
}

/** Rows of a table that are deleted by age. */
export interface Expiring {
  name: string;
  /** Deletes up to `limit` rows in one statement, oldest first. */
  deleteBatch: (sql: Sql, limit: number, from: ExpiredPosition | undefined) => Promise<ExpiredBatch>;
}

/** All tables with rows that are deleted by age, by Postgres's clock. */
export const expiringRows = ({ idempotencyMs }: { idempotencyMs: number }): Expiring[] => [
  rowsOf({ table: 'idempotency_keys', age: 'created_at', condition: before('created_at', idempotencyMs) }),
  rowsOf({ table: 'sessions', age: 'expires_at', condition: 'expires_at < now()' }),
  rowsOf({ table: 'portal_sessions', age: 'expires_at', condition: 'expires_at < now()' }),
  ...['oauth_clients', 'oauth_codes', 'oauth_grants', 'oauth_tokens'].map((table) =>
    rowsOf({ table, age: 'expires_at', condition: 'expires_at < now()' }),
  ),
  rowsOf({ table: 'sign_in_links', age: 'expires_at', condition: 'expires_at < now()' }),
  rowsOf({ table: 'export_files', age: 'expires_at', condition: 'expires_at < now()' }),
  ...rollupAges.map((rollups) => rowsOf({ ...rollups, age: rollupAge })),
];

const before = (column: string, ms: number): string => `${column} < now() - ${String(ms)} * interval '1 millisecond'`;

function rowsOf({ name, ...rows }: Pick<Batch, 'table' | 'age' | 'condition'> & { name?: string }): Expiring {
  return {
    name: name ?? rows.table,
    deleteBatch: (sql, limit, from) => deleteBatch(sql, { ...rows, limit, from }),
  };
}

interface Batch {
  table: string;
  /** A column or expression by which an index sorts the rows of the condition. */
  age: string;
  condition: string;
  limit: number;
  from: ExpiredPosition | undefined;
}

/**
 * A batch begins where the last one ended; from the start, each would read the index entries of all deleted rows. An
 * index has rows of the same age in ctid order, so no sort is needed. Rows locked by another gateway are skipped until
 * the next run.
 */
async function deleteBatch(sql: Sql, { table, age, condition, limit, from }: Batch): Promise<ExpiredBatch> {
  const later = from ? ` AND ${age} >= $2::timestamptz AND (${age}, ctid) > ($2::timestamptz, $3::tid)` : '';
  const { rows } = await sql.query<{ seen: number; deleted: number; age: string | null; ctid: string | null }>(
    `WITH seen AS (
       SELECT ctid, * FROM ${table}
        WHERE ${condition}${later}
        ORDER BY ${age} LIMIT $1 FOR UPDATE SKIP LOCKED),
     gone AS (
       DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
         SELECT seen.ctid FROM seen)) RETURNING 1),
     last AS (SELECT ${age}::text AS age, ctid::text AS ctid FROM seen
               ORDER BY ${age} DESC, seen.ctid DESC LIMIT 1)
     SELECT (SELECT count(*)::int FROM seen) AS seen, (SELECT count(*)::int FROM gone) AS deleted,
            (SELECT age FROM last) AS age, (SELECT ctid FROM last) AS ctid`,
    from ? [limit, from.age, from.ctid] : [limit],
  );
  const [row] = rows;
  if (!row) throw new Error('a SELECT without FROM returns one row');
  const { seen, deleted, age: lastAge, ctid } = row;
  return { deleted, next: seen < limit || lastAge === null || ctid === null ? undefined : { age: lastAge, ctid } };
}
