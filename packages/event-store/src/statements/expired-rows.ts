import { weeksOf } from '../postgres/partitions/weeks.js';
import type { Sql } from '../postgres/sql.js';
import { rollupAge, rollupAges } from '../read-models/counters/rollup.js';

/** Where the next batch goes on. */
export interface ExpiredPosition {
  /** As Postgres writes it, to the microsecond. */
  age: string;
  place: string;
}

export interface ExpiredBatch {
  deleted: number;
  /** Undefined when the batch was the last. */
  next: ExpiredPosition | undefined;
}

/** Rows of a table that are deleted when they are old enough. */
export interface Expiring {
  name: string;
  /** Deletes up to `limit` rows in one statement, oldest first. */
  deleteBatch: (sql: Sql, limit: number, from: ExpiredPosition | undefined) => Promise<ExpiredBatch>;
}

/** What is deleted row by row. Ages are told by Postgres's clock, within the statement. */
export function expiringRows({
  idempotencyMs,
  retentionMs,
}: {
  idempotencyMs: number;
  retentionMs: number;
}): Expiring[] {
  return [
    rowsOf({ table: 'idempotency_keys', age: 'created_at', condition: before('created_at', idempotencyMs) }),
    rowsOf({
      name: 'publish_keys, requests',
      table: 'publish_keys',
      age: 'created_at',
      condition: `kind = 'request' AND ${before('created_at', idempotencyMs)}`,
    }),
    eventIds(retentionMs),
    rowsOf({ table: 'sessions', age: 'expires_at', condition: 'expires_at < now()' }),
    rowsOf({ table: 'sign_in_links', age: 'expires_at', condition: 'expires_at < now()' }),
    ...rollupAges.map((sums) => rowsOf({ ...sums, age: rollupAge })),
  ];
}

const before = (column: string, ms: number): string => `${column} < now() - ${String(ms)} * interval '1 millisecond'`;

function rowsOf({ name, ...rows }: Pick<Batch, 'table' | 'age' | 'condition'> & { name?: string }): Expiring {
  return {
    name: name ?? rows.table,
    deleteBatch: (sql, limit, from) => deleteBatch(sql, { ...rows, limit, from }),
  };
}

/**
 * A producer's own event ids, which stay as long as their events: then a repeated id publishes nothing again. Events are
 * dropped by whole weeks, so no id is looked at before the oldest week that is left.
 */
function eventIds(retentionMs: number): Expiring {
  return {
    name: 'publish_keys, event ids',
    deleteBatch: async (sql, limit, from) => {
      const [oldest] = await weeksOf(sql, { table: 'published_events', kind: 'event' });
      const left = oldest === undefined ? '' : ` AND created_at < '${new Date(oldest).toISOString()}'`;
      return deleteBatch(sql, {
        table: 'publish_keys',
        age: 'created_at',
        condition: `kind = 'event_id' AND ${before('created_at', retentionMs)}${left}`,
        unless: 'SELECT e.id FROM published_events e WHERE e.id = seen.event_stream_ids[1]',
        limit,
        from,
      });
    },
  };
}

interface Batch {
  table: string;
  /** What an index is sorted by, for the rows of the condition: a column, or an expression. */
  age: string;
  condition: string;
  /** A query on a row of `seen`; a row for which it returns a value stays. Not EXISTS, which may become a join of whole tables. */
  unless?: string;
  limit: number;
  from: ExpiredPosition | undefined;
}

/**
 * A batch begins where the one before ended: from the beginning, each would pass over the index entries of all rows that
 * are deleted already. An index has rows of one age in the order of their places, so no sort by place is needed. Rows that
 * another gateway deletes at the moment are skipped; what is passed over is found by the next run.
 */
async function deleteBatch(sql: Sql, { table, age, condition, unless, limit, from }: Batch): Promise<ExpiredBatch> {
  const later = from ? ` AND ${age} >= $2::timestamptz AND (${age}, ctid) > ($2::timestamptz, $3::tid)` : '';
  const { rows } = await sql.query<{ seen: number; deleted: number; age: string | null; place: string | null }>(
    `WITH seen AS (
       SELECT ctid, * FROM ${table}
        WHERE ${condition}${later}
        ORDER BY ${age} LIMIT $1 FOR UPDATE SKIP LOCKED),
     gone AS (
       DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
         SELECT seen.ctid FROM seen ${unless === undefined ? '' : `WHERE (${unless}) IS NULL`})) RETURNING 1),
     last AS (SELECT ${age}::text AS age, ctid::text AS place FROM seen ORDER BY ${age} DESC, ctid DESC LIMIT 1)
     SELECT (SELECT count(*)::int FROM seen) AS seen, (SELECT count(*)::int FROM gone) AS deleted,
            (SELECT age FROM last) AS age, (SELECT place FROM last) AS place`,
    from ? [limit, from.age, from.place] : [limit],
  );
  const [row] = rows;
  if (!row) throw new Error('a SELECT without FROM returns one row');
  const { seen, deleted, age: lastAge, place } = row;
  return { deleted, next: seen < limit || lastAge === null || place === null ? undefined : { age: lastAge, place } };
}
