import { idTime } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';
import type { ResponseTimes } from './response-times.js';

export interface Counts {
  delivered: number;
  failed_attempts: number;
  retried: number;
  failed: number;
  /** Null if an earlier release counted all of them. */
  first_attempts: number | null;
  failed_first_attempts: number | null;
}

export interface Range {
  organization_id: string;
  from: Date;
  to: Date;
  /** Length of the rollups to read, in seconds: a minute or an hour (rollup.ts). */
  seconds: number;
}

/** The counts of a range by buckets. Empty buckets are left out. */
export async function loadBuckets(
  sql: Sql,
  { organization_id, from, to, seconds }: Range,
  bucketSeconds: number,
): Promise<(Counts & { start: Date })[]> {
  const { rows } = await sql.query<Counts & { start: Date }>({
    name: 'load-buckets',
    text: `SELECT date_bin($5 * interval '1 second', at, 'epoch') AS start, sum(delivered)::int AS delivered,
                  sum(failed_attempts)::int AS failed_attempts, sum(retried)::int AS retried, sum(failed)::int AS failed,
                  sum(first_attempts)::int AS first_attempts, sum(failed_first_attempts)::int AS failed_first_attempts
             FROM (SELECT start AS at, delivered, failed_attempts, retried, failed, first_attempts, failed_first_attempts
                     FROM organization_periods
                    WHERE organization_id = $1 AND seconds = $4 AND start >= $2 AND start < $3
                   UNION ALL
                   SELECT minute, delivered, failed_attempts, retried, failed, first_attempts, failed_first_attempts
                     FROM attempt_counters
                    WHERE organization_id = $1 AND minute >= $2 AND minute < $3) AS counted
            GROUP BY 1 ORDER BY 1`,
    values: [organization_id, from, to, seconds, bucketSeconds],
  });
  return rows;
}

/** Responses by response time, shortest first. */
export async function loadResponseTimes(
  sql: Sql,
  { organization_id, from, to, seconds }: Range,
): Promise<ResponseTimes> {
  const { rows } = await sql.query<ResponseTimes[number]>({
    name: 'load-response-times',
    text: `SELECT step, sum(attempts)::int AS attempts
             FROM (SELECT step, attempts FROM organization_durations
                    WHERE organization_id = $1 AND seconds = $4 AND start >= $2 AND start < $3
                   UNION ALL
                   SELECT d.step, 1 FROM attempt_counters CROSS JOIN LATERAL unnest(durations) AS d (step)
                    WHERE organization_id = $1 AND minute >= $2 AND minute < $3) AS timed
            GROUP BY 1 ORDER BY 1`,
    values: [organization_id, from, to, seconds],
  });
  return rows;
}

/** Number of pending deliveries, counted up to `limit`, and the creation time of the oldest one. */
export async function loadPending(
  sql: Sql,
  organization_id: string,
  limit: number,
): Promise<{ pending: number; capped: boolean; oldest: Date | null }> {
  const { rows } = await sql.query<{ count: number; oldest: string | null }>({
    name: 'load-pending',
    text: `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM pending_deliveries
                    WHERE organization_id = $1 ORDER BY id LIMIT $2) AS found) AS count,
                  (SELECT id FROM pending_deliveries WHERE organization_id = $1 ORDER BY id LIMIT 1) AS oldest`,
    values: [organization_id, limit + 1],
  });
  const { count = 0, oldest } = rows[0] ?? {};
  return { pending: Math.min(count, limit), capped: count > limit, oldest: oldest == null ? null : idTime(oldest) };
}

/** Failing endpoints, of all or of some, longest failing first. */
export async function loadFailing(
  sql: Sql,
  organization_id: string,
  limit: number,
  ids?: readonly string[],
): Promise<{ id: string; url: string; active: boolean }[]> {
  const { rows } = await sql.query<{ id: string; url: string; active: boolean }>({
    name: ids === undefined ? 'load-failing' : 'load-failing-of-endpoints',
    text: `SELECT e.id, e.url, e.active FROM endpoints e JOIN failing_endpoints f ON f.endpoint_id = e.id
            WHERE e.organization_id = $1 AND e.deleted_at IS NULL${ids === undefined ? '' : ' AND e.id = ANY($3)'}
            ORDER BY f.since, e.id LIMIT $2`,
    values: [organization_id, limit, ...(ids === undefined ? [] : [ids])],
  });
  return rows;
}
