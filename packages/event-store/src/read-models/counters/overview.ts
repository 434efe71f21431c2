import { idTime } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';
import { durationOfStep } from './attempt-counter.js';

export interface Counts {
  delivered: number;
  failed_attempts: number;
  retried: number;
  failed: number;
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
                  sum(failed_attempts)::int AS failed_attempts, sum(retried)::int AS retried, sum(failed)::int AS failed
             FROM (SELECT start AS at, delivered, failed_attempts, retried, failed FROM organization_periods
                    WHERE organization_id = $1 AND seconds = $4 AND start >= $2 AND start < $3
                   UNION ALL
                   SELECT minute, delivered, failed_attempts, retried, failed FROM attempt_counters
                    WHERE organization_id = $1 AND minute >= $2 AND minute < $3) AS counted
            GROUP BY 1 ORDER BY 1`,
    values: [organization_id, from, to, seconds, bucketSeconds],
  });
  return rows;
}

/** Median and 95th percentile of response times, in milliseconds; null without responses. */
export async function loadResponseTimes(
  sql: Sql,
  { organization_id, from, to, seconds }: Range,
): Promise<{ p50: number | null; p95: number | null }> {
  const { rows } = await sql.query<{ step: number; attempts: number }>({
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
  return { p50: quantile(rows, 0.5), p95: quantile(rows, 0.95) };
}

function quantile(steps: readonly { step: number; attempts: number }[], share: number): number | null {
  const all = steps.reduce((sum, { attempts }) => sum + attempts, 0);
  let left = Math.ceil(all * share);
  const found = steps.find(({ attempts }) => (left -= attempts) <= 0);
  return found ? durationOfStep(found.step) : null;
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

/** Failing endpoints, longest failing first. */
export async function loadFailing(
  sql: Sql,
  organization_id: string,
  limit: number,
): Promise<{ id: string; url: string; active: boolean }[]> {
  const { rows } = await sql.query<{ id: string; url: string; active: boolean }>({
    name: 'load-failing',
    text: `SELECT e.id, e.url, e.active FROM endpoints e JOIN failing_endpoints f ON f.endpoint_id = e.id
            WHERE e.organization_id = $1 AND e.deleted_at IS NULL ORDER BY f.since, e.id LIMIT $2`,
    values: [organization_id, limit],
  });
  return rows;
}
