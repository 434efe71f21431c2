import type { Database, Sql } from '../../postgres/sql.js';

/** How long rollups are kept: a bit longer than the longest range of the overview. */
const minutesKept = `interval '2 days'`;
const hoursKept = `interval '8 days'`;

/** Serializes changes of the rollups. A table lock can be taken before a transaction's snapshot. */
export const lockCounters = (sql: Sql): Promise<unknown> =>
  sql.query('LOCK TABLE organization_periods IN SHARE ROW EXCLUSIVE MODE');

/** Lengths of the rollups, in seconds. */
export const periods = { minute: 60, hour: 3_600 } as const;

/** CTEs that add the counters of a query to the rollups. Run under `lockCounters`. */
export const addToRollups = (counters: string): string => `
  added AS (${counters}),
  each AS (SELECT added.*, p.seconds, date_bin(p.seconds * interval '1 second', added.minute, 'epoch') AS start
             FROM added CROSS JOIN (VALUES (${String(periods.minute)}), (${String(periods.hour)})) AS p (seconds)),
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
 * Moves up to `limit` counters into the rollups in one transaction, and returns their number. Concurrent calls wait for
 * each other.
 */
export async function rollUpCounters(database: Database, limit: number): Promise<number> {
  const { rows: waiting } = await database.query('SELECT 1 FROM attempt_counters LIMIT 1');
  if (waiting.length === 0) return 0;
  return database.transaction(async (sql) => {
    await lockCounters(sql);
    const { rows } = await sql.query<{ count: number }>(
      `WITH ${addToRollups('DELETE FROM attempt_counters WHERE ctid = ANY(ARRAY(SELECT ctid FROM attempt_counters LIMIT $1)) RETURNING *')}
       SELECT count(*)::int AS count FROM added`,
      [limit],
    );
    return rows[0]?.count ?? 0;
  });
}

/** The expression of the index by age (migration Maintenance). */
export const rollupAge = "timezone('UTC', timezone('UTC', start))";

/** Rollups older than any range. */
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

export async function dropOldCounters(sql: Sql): Promise<void> {
  for (const { table, condition } of rollupAges) await sql.query(`DELETE FROM ${table} WHERE ${condition}`);
}

/** How far back rollups are rebuilt. */
export const rollupsKept = hoursKept;
