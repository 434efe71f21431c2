import type { Database, Sql } from '../../postgres/sql.js';

/** How long sums are kept: what the longest range shows, and a bit. */
const minutesKept = `interval '2 days'`;
const hoursKept = `interval '8 days'`;

/** Held by whoever changes the sums. A lock of a table, since it can be taken before a transaction's snapshot. */
export const lockCounters = (sql: Sql): Promise<unknown> =>
  sql.query('LOCK TABLE organization_periods IN SHARE ROW EXCLUSIVE MODE');

/** Minutes and hours, by their length in seconds. */
export const periods = { minute: 60, hour: 3_600 } as const;

/**
 * Adds counters, which are rows of a query `taken`, to the sums. Rows are written in one order; only one transaction at a
 * time does this, all the same.
 */
export const addToSums = (taken: string): string => `
  taken AS (${taken}),
  each AS (SELECT taken.*, p.seconds, date_bin(p.seconds * interval '1 second', taken.minute, 'epoch') AS start
             FROM taken CROSS JOIN (VALUES (${String(periods.minute)}), (${String(periods.hour)})) AS p (seconds)),
  counted AS (
    INSERT INTO organization_periods AS o (organization_id, seconds, start, delivered, failed_attempts, retried, failed)
    SELECT organization_id, seconds, start, sum(delivered), sum(failed_attempts), sum(retried), sum(failed)
      FROM each GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (organization_id, seconds, start) DO UPDATE SET
      delivered = o.delivered + excluded.delivered, failed_attempts = o.failed_attempts + excluded.failed_attempts,
      retried = o.retried + excluded.retried, failed = o.failed + excluded.failed),
  timed AS (
    INSERT INTO organization_durations AS o (organization_id, seconds, start, step, attempts)
    SELECT organization_id, seconds, start, d.step, count(*)
      FROM each CROSS JOIN LATERAL unnest(durations) AS d (step) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (organization_id, seconds, start, step) DO UPDATE SET attempts = o.attempts + excluded.attempts),
  per_endpoint AS (
    INSERT INTO endpoint_hours AS o (endpoint_id, start, delivered, failed_attempts, last_failure)
    SELECT endpoint_id, start, sum(delivered), sum(failed_attempts), max(last_failure)
      FROM each WHERE seconds = ${String(periods.hour)} GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (endpoint_id, start) DO UPDATE SET
      delivered = o.delivered + excluded.delivered, failed_attempts = o.failed_attempts + excluded.failed_attempts,
      last_failure = greatest(o.last_failure, excluded.last_failure))`;

/**
 * Moves what batches have added into the sums. Who dies here has moved nothing; who comes second at the same time waits,
 * and finds less to do. Answers how many rows it took, at most `limit`.
 */
export async function rollUpCounters(database: Database, limit: number): Promise<number> {
  const { rows: waiting } = await database.query('SELECT 1 FROM attempt_counters LIMIT 1');
  if (waiting.length === 0) return 0;
  return database.transaction(async (sql) => {
    await lockCounters(sql);
    const { rows } = await sql.query<{ count: number }>(
      `WITH ${addToSums('DELETE FROM attempt_counters WHERE ctid = ANY(ARRAY(SELECT ctid FROM attempt_counters LIMIT $1)) RETURNING *')}
       SELECT count(*)::int AS count FROM taken`,
      [limit],
    );
    return rows[0]?.count ?? 0;
  });
}

/** The start of a sum as its index by age has it (migration Maintenance). */
export const rollupAge = "timezone('UTC', timezone('UTC', start))";

/** Which sums no range shows any more. */
export const rollupAges = [
  ...['organization_periods', 'organization_durations'].flatMap((table) => [
    {
      name: `${table}, minutes`,
      table,
      condition: `seconds = ${String(periods.minute)} AND ${rollupAge} < now() - ${minutesKept}`,
    },
    {
      name: `${table}, hours`,
      table,
      condition: `seconds = ${String(periods.hour)} AND ${rollupAge} < now() - ${hoursKept}`,
    },
  ]),
  { name: 'endpoint_hours', table: 'endpoint_hours', condition: `${rollupAge} < now() - ${hoursKept}` },
];

/** Drops these sums at once. */
export async function dropOldCounters(sql: Sql): Promise<void> {
  for (const { table, condition } of rollupAges) await sql.query(`DELETE FROM ${table} WHERE ${condition}`);
}

/** How much of the log the sums are made of. */
export const countersKept = hoursKept;
