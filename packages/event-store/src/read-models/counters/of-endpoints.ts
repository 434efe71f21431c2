import { idTime } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';
import { failuresOf, type FailureCount } from './failures.js';
import { timesOf, type ResponseTimes } from './response-times.js';
import { periods } from './rollup.js';

/** Attempts of some endpoints in a part of a range. Endpoints do not count what became of deliveries. */
export interface CountsOfEndpoints {
  start: Date;
  delivered: number;
  failed_attempts: number;
  first_attempts: number | null;
  failed_first_attempts: number | null;
}

export interface OfEndpoints {
  organization_id: string;
  /** Those of the organization alone: hours do not say whose they are. */
  ids: readonly string[];
  from: Date;
  to: Date;
  /** Length of the rollups to read, in seconds: five minutes or an hour (rollup.ts). */
  seconds: number;
}

const inRange = 'endpoint_id = ANY($2) AND start >= $3 AND start < $4';
const hours = `endpoint_hours WHERE ${inRange}`;
const fiveMinutes = `endpoint_periods WHERE organization_id = $1 AND ${inRange}`;
const notRolledUp = 'organization_id = $1 AND endpoint_id = ANY($2) AND minute >= $3 AND minute < $4';

const source = (seconds: number): { name: string; rollups: string } =>
  seconds === periods.hour ? { name: 'hours', rollups: hours } : { name: 'five-minutes', rollups: fiveMinutes };

const names = 'delivered, failed_attempts, first_attempts, failed_first_attempts';

/** The counts of a range by buckets, which are as long as the rollups. Empty buckets are left out. */
export async function loadBucketsOfEndpoints(
  sql: Sql,
  { organization_id, ids, from, to, seconds }: OfEndpoints,
): Promise<CountsOfEndpoints[]> {
  const { name, rollups } = source(seconds);
  const { rows } = await sql.query<CountsOfEndpoints>({
    name: `load-buckets-of-endpoints-${name}`,
    text: `SELECT start, sum(delivered)::int AS delivered, sum(failed_attempts)::int AS failed_attempts,
                  sum(first_attempts)::int AS first_attempts, sum(failed_first_attempts)::int AS failed_first_attempts
             FROM (SELECT start, ${names} FROM ${rollups}
                   UNION ALL
                   SELECT date_bin($5 * interval '1 second', minute, 'epoch'), ${names}
                     FROM attempt_counters WHERE ${notRolledUp}) AS counted
            GROUP BY 1 ORDER BY 1`,
    values: [organization_id, ids, from, to, seconds],
  });
  return rows;
}

/** Failed attempts of a range by reason and status, most first. */
export const loadFailuresOfEndpoints = async (sql: Sql, of: OfEndpoints): Promise<FailureCount[]> =>
  failuresOf(await addedUp(sql, 'failures', of));

/** Responses of a range by response time, shortest first. */
export const loadResponseTimesOfEndpoints = async (sql: Sql, of: OfEndpoints): Promise<ResponseTimes> =>
  timesOf(await addedUp(sql, 'durations', of));

/** Maps of counts that are added up by key. */
async function addedUp(
  sql: Sql,
  column: 'failures' | 'durations',
  { organization_id, ids, from, to, seconds }: OfEndpoints,
): Promise<Record<string, number>> {
  const { name, rollups } = source(seconds);
  const { rows } = await sql.query<{ key: string; attempts: number }>({
    name: `load-${column}-of-endpoints-${name}`,
    text: `SELECT key, sum(attempts)::int AS attempts
             FROM (SELECT entries.key, entries.value::int AS attempts
                     FROM (SELECT ${column} FROM ${rollups}) AS rolled_up
                    CROSS JOIN LATERAL jsonb_each_text(${column}) AS entries
                   UNION ALL
                   SELECT element::text, 1
                     FROM (SELECT ${column} FROM attempt_counters WHERE ${notRolledUp}) AS waiting
                    CROSS JOIN LATERAL unnest(${column}) AS elements (element)) AS counted
            GROUP BY 1`,
    values: [organization_id, ids, from, to],
  });
  return Object.fromEntries(rows.map(({ key, attempts }) => [key, attempts]));
}

/** Number of pending deliveries to endpoints, counted up to `limit`, and the creation time of the oldest one. */
export async function loadPendingOfEndpoints(
  sql: Sql,
  ids: readonly string[],
  limit: number,
): Promise<{ pending: number; capped: boolean; oldest: Date | null }> {
  const { rows } = await sql.query<{ count: number; oldest: string | null }>({
    name: 'load-pending-of-endpoints',
    text: `SELECT (SELECT count(*)::int FROM (
                    SELECT 1 FROM unnest($1::text[]) AS wanted (id) CROSS JOIN LATERAL (
                      SELECT 1 FROM pending_deliveries WHERE endpoint_id = wanted.id ORDER BY id LIMIT $2) AS one
                     LIMIT $2) AS found) AS count,
                  (SELECT min(first.id) FROM unnest($1::text[]) AS wanted (id) CROSS JOIN LATERAL (
                    SELECT id FROM pending_deliveries WHERE endpoint_id = wanted.id ORDER BY id LIMIT 1) AS first) AS oldest`,
    values: [ids, limit + 1],
  });
  const { count = 0, oldest } = rows[0] ?? {};
  return { pending: Math.min(count, limit), capped: count > limit, oldest: oldest == null ? null : idTime(oldest) };
}
