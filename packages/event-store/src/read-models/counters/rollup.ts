import type { Database, Sql } from '../../postgres/sql.js';
import { attemptFacts } from '../../statements/operational/facts.js';

/** How long rollups are kept: a bit longer than the longest range of the overview, or than the period before it. */
const minutesKept = `interval '2 days'`;
const hoursKept = `interval '8 days'`;
const organizationHoursKept = `interval '15 days'`;
/** Longer than the longest window of an endpoint's state, and than its shortest range. */
const fiveMinutesKept = `interval '3 hours'`;

export const rollupTables = ['organization_periods', 'organization_durations', 'endpoint_hours', 'endpoint_periods'];

/** Serializes changes of the rollups. A table lock can be taken before a transaction's snapshot. */
export const lockCounters = (sql: Sql): Promise<unknown> =>
  sql.query('LOCK TABLE organization_periods IN SHARE ROW EXCLUSIVE MODE');

/** Lengths of the rollups, in seconds. */
export const periods = { minute: 60, fiveMinutes: 300, hour: 3_600 } as const;

/** The entries of two maps of counts, added up. Most rows have no failures to add. */
const addedMaps = (column: string): string =>
  `CASE WHEN o.${column} IS NULL OR excluded.${column} IS NULL THEN coalesce(o.${column}, excluded.${column}) ELSE (
      SELECT jsonb_object_agg(key, attempts) FROM (
        SELECT key, sum(value::int) AS attempts FROM (
          SELECT * FROM jsonb_each_text(o.${column}) UNION ALL SELECT * FROM jsonb_each_text(excluded.${column})) AS entries
         GROUP BY key) AS sums) END`;

/** A sum of which a part may be unknown: then of the known part, so that shares are right. */
const addedIfKnown = (column: string): string =>
  `${column} = coalesce(o.${column} + excluded.${column}, o.${column}, excluded.${column})`;

const addingToEndpoint = `
      delivered = o.delivered + excluded.delivered, failed_attempts = o.failed_attempts + excluded.failed_attempts,
      ${addedIfKnown('first_attempts')}, ${addedIfKnown('failed_first_attempts')},
      failures = ${addedMaps('failures')}, durations = ${addedMaps('durations')}`;

const values = (seconds: readonly number[]): string => seconds.map((each) => `(${String(each)})`).join(', ');

/** The counters of an owner in each period of these lengths. */
const each = (owner: string, seconds: readonly number[]): string => `
    SELECT ${owner}, p.seconds, date_bin(p.seconds * interval '1 second', added.minute, 'epoch') AS start,
           delivered, failed_attempts, retried, failed, first_attempts, failed_first_attempts,
           durations, failures, last_failure
      FROM added CROSS JOIN (VALUES ${values(seconds)}) AS p (seconds)`;

/** One row for each kind of failure or duration of a period: `element` and how often it was counted. */
const elements = (array: string, of: string, owner: string): string => `
      SELECT ${owner}, seconds, start, element, count(*) AS elements
        FROM ${of} CROSS JOIN LATERAL unnest(${array}) AS a (element) GROUP BY ${owner}, seconds, start, element`;

/** The sums of a period are grouped twice instead of joined: the planner does not know how many rows there are. */
const sums = (of: string, owner: string, endpointOnly = ''): string => `
    SELECT ${owner}, seconds, start, sum(delivered) AS delivered, sum(failed_attempts) AS failed_attempts,
           sum(retried) AS retried, sum(failed) AS failed, sum(first_attempts) AS first_attempts,
           sum(failed_first_attempts) AS failed_first_attempts, max(last_failure) AS last_failure,
           jsonb_object_agg(failure, elements) FILTER (WHERE failure IS NOT NULL) AS failures,
           jsonb_object_agg(duration, elements) FILTER (WHERE duration IS NOT NULL) AS durations
      FROM (
        SELECT ${owner}, seconds, start, sum(delivered) AS delivered, sum(failed_attempts) AS failed_attempts,
               sum(retried) AS retried, sum(failed) AS failed, sum(first_attempts) AS first_attempts,
               sum(failed_first_attempts) AS failed_first_attempts, max(last_failure) AS last_failure,
               NULL::text AS failure, NULL::int AS duration, NULL::bigint AS elements
          FROM ${of} GROUP BY ${owner}, seconds, start
        UNION ALL
        SELECT ${owner}, seconds, start, 0, 0, 0, 0, NULL, NULL, NULL, element, NULL, elements
          FROM (${elements('failures', of, owner)}) AS f${endpointOnly}) AS parts
     GROUP BY ${owner}, seconds, start`;

const durationsToo = `
        UNION ALL
        SELECT organization_id, endpoint_id, seconds, start, 0, 0, 0, 0, NULL, NULL, NULL, NULL, element, elements
          FROM (${elements('durations', 'each_of_endpoint', 'organization_id, endpoint_id')}) AS d`;

/** CTEs that add the counters of a query to the rollups. Run under `lockCounters`. */
export const addToRollups = (counters: string): string => `
  added AS (${counters}),
  each_of_organization AS (${each('organization_id', [periods.minute, periods.hour])}),
  each_of_endpoint AS (${each('organization_id, endpoint_id', [periods.fiveMinutes, periods.hour])}),
  of_organization AS (${sums('each_of_organization', 'organization_id')}),
  of_endpoint AS (${sums('each_of_endpoint', 'organization_id, endpoint_id', durationsToo)}),
  counted AS (
    INSERT INTO organization_periods AS o (organization_id, seconds, start, delivered, failed_attempts, retried, failed,
                                           first_attempts, failed_first_attempts, failures)
    SELECT organization_id, seconds, start, delivered, failed_attempts, retried, failed,
           first_attempts, failed_first_attempts, failures
      FROM of_organization ORDER BY 1, 2, 3
    ON CONFLICT (organization_id, seconds, start) DO UPDATE SET
      delivered = o.delivered + excluded.delivered, failed_attempts = o.failed_attempts + excluded.failed_attempts,
      retried = o.retried + excluded.retried, failed = o.failed + excluded.failed,
      ${addedIfKnown('first_attempts')}, ${addedIfKnown('failed_first_attempts')}, failures = ${addedMaps('failures')}),
  timed AS (
    INSERT INTO organization_durations AS o (organization_id, seconds, start, step, attempts)
    SELECT organization_id, seconds, start, element, elements
      FROM (${elements('durations', 'each_of_organization', 'organization_id')}) AS d ORDER BY 1, 2, 3, 4
    ON CONFLICT (organization_id, seconds, start, step) DO UPDATE SET attempts = o.attempts + excluded.attempts),
  hours_of_endpoint AS (
    INSERT INTO endpoint_hours AS o (endpoint_id, start, delivered, failed_attempts, last_failure,
                                     first_attempts, failed_first_attempts, failures, durations)
    SELECT endpoint_id, start, delivered, failed_attempts, last_failure,
           first_attempts, failed_first_attempts, failures, durations
      FROM of_endpoint WHERE seconds = ${String(periods.hour)} ORDER BY 1, 2
    ON CONFLICT (endpoint_id, start) DO UPDATE SET ${addingToEndpoint},
      last_failure = greatest(o.last_failure, excluded.last_failure)),
  periods_of_endpoint AS (
    INSERT INTO endpoint_periods AS o (organization_id, start, endpoint_id, delivered, failed_attempts,
                                       first_attempts, failed_first_attempts, failures, durations)
    SELECT organization_id, start, endpoint_id, delivered, failed_attempts,
           first_attempts, failed_first_attempts, failures, durations
      FROM of_endpoint
     WHERE seconds = ${String(periods.fiveMinutes)} AND start >= now() - ${fiveMinutesKept} ORDER BY 1, 2, 3
    ON CONFLICT (organization_id, start, endpoint_id) DO UPDATE SET ${addingToEndpoint})`;

/**
 * Moves up to `limit` counters into the rollups in one transaction, and returns their number. What operational events are derived
 * from is noted in the same statement. Concurrent calls wait for each other.
 */
export async function rollUpCounters(database: Database, limit: number): Promise<number> {
  const { rows: waiting } = await database.query('SELECT 1 FROM attempt_counters LIMIT 1');
  if (waiting.length === 0) return 0;
  return database.transaction(async (sql) => {
    await lockCounters(sql);
    const { rows } = await sql.query<{ count: number }>(
      `WITH ${addToRollups('DELETE FROM attempt_counters WHERE ctid = ANY(ARRAY(SELECT ctid FROM attempt_counters LIMIT $1)) RETURNING *')},
       noted AS (${attemptFacts('added')})
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
  ...[
    { table: 'organization_periods', hours: organizationHoursKept },
    { table: 'organization_durations', hours: hoursKept },
  ].flatMap(({ table, hours }) => [
    {
      name: `${table}, minutes`,
      table,
      condition: `seconds = ${String(periods.minute)} AND ${rollupAge} < now() - ${minutesKept}`,
    },
    {
      name: `${table}, hours`,
      table,
      condition: `seconds = ${String(periods.hour)} AND ${rollupAge} < now() - ${hours}`,
    },
  ]),
  { name: 'endpoint_hours', table: 'endpoint_hours', condition: `${rollupAge} < now() - ${hoursKept}` },
  { name: 'endpoint_periods', table: 'endpoint_periods', condition: `${rollupAge} < now() - ${fiveMinutesKept}` },
];

export async function dropOldCounters(sql: Sql): Promise<void> {
  for (const { table, condition } of rollupAges) await sql.query(`DELETE FROM ${table} WHERE ${condition}`);
}

/** How far back rollups are rebuilt. */
export const rollupsKept = organizationHoursKept;
