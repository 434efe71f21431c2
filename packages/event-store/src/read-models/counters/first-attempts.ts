import type { Sql } from '../../postgres/sql.js';
import { periods } from './rollup.js';

/** First attempts of an endpoint's deliveries. */
export interface FirstAttempts {
  attempts: number;
  failed: number;
}

const periodMs = periods.fiveMinutes * 1_000;

/** The start of the five minutes in which a window begins that ends now. */
export const windowStart = (now: Date, windowMs: number): Date =>
  new Date(Math.floor((now.getTime() - windowMs) / periodMs) * periodMs);

/** Each start of five minutes, so that rows are found by the whole key. */
export const startsFrom = (from: Date, to: Date): Date[] =>
  Array.from(
    { length: Math.floor((to.getTime() - from.getTime()) / periodMs) + 1 },
    (_, i) => new Date(from.getTime() + i * periodMs),
  );

/** First attempts since a time of the last hours, by endpoint. Endpoints without any are left out. */
export async function loadFirstAttempts(
  sql: Sql,
  { organization_id, ids, from, now }: { organization_id: string; ids: readonly string[]; from: Date; now: Date },
): Promise<Map<string, FirstAttempts>> {
  const { rows } = await sql.query<FirstAttempts & { endpoint_id: string }>({
    name: 'load-first-attempts',
    text: `SELECT endpoint_id, sum(first_attempts)::int AS attempts, sum(failed_first_attempts)::int AS failed
             FROM (SELECT endpoint_id, first_attempts, failed_first_attempts FROM endpoint_periods
                    WHERE organization_id = $1 AND start = ANY($3) AND endpoint_id = ANY($2)
                   UNION ALL
                   SELECT endpoint_id, first_attempts, failed_first_attempts FROM attempt_counters
                    WHERE organization_id = $1 AND endpoint_id = ANY($2) AND minute >= $4) AS counted
            GROUP BY 1 HAVING sum(first_attempts) > 0`,
    values: [organization_id, ids, startsFrom(from, now), from],
  });
  return new Map(rows.map(({ endpoint_id, ...counts }) => [endpoint_id, counts]));
}

export interface DegradedEndpoint {
  id: string;
  url: string;
  active: boolean;
}

/**
 * Active endpoints of which at least this share of first attempts failed since a time of the last hours, highest share
 * first, of all or of some. Those whose attempts all fail are left out.
 */
export async function loadDegraded(
  sql: Sql,
  given: {
    organization_id: string;
    from: Date;
    share: number;
    minAttempts: number;
    limit: number;
    ids?: readonly string[] | undefined;
  },
): Promise<DegradedEndpoint[]> {
  const some = given.ids === undefined ? '' : ' AND endpoint_id = ANY($6)';
  const { rows } = await sql.query<DegradedEndpoint>({
    name: given.ids === undefined ? 'load-degraded' : 'load-degraded-of-endpoints',
    text: `WITH counted AS (
             SELECT endpoint_id, sum(first_attempts) AS attempts, sum(failed_first_attempts) AS failed
               FROM (SELECT endpoint_id, first_attempts, failed_first_attempts FROM endpoint_periods
                      WHERE organization_id = $1 AND start >= $2${some}
                     UNION ALL
                     SELECT endpoint_id, first_attempts, failed_first_attempts FROM attempt_counters
                      WHERE organization_id = $1 AND minute >= $2${some}) AS counters
              GROUP BY 1
             HAVING sum(first_attempts) >= $4 AND sum(failed_first_attempts) > 0
                AND sum(failed_first_attempts) >= $3::float8 * sum(first_attempts))
           SELECT e.id, e.url, e.active FROM counted JOIN endpoints e ON e.id = counted.endpoint_id
            WHERE e.active AND e.deleted_at IS NULL
              AND NOT EXISTS (SELECT FROM failing_endpoints f WHERE f.endpoint_id = e.id)
            ORDER BY counted.failed / counted.attempts DESC, e.id LIMIT $5`,
    values: [
      ...[given.organization_id, given.from, given.share, given.minAttempts, given.limit],
      ...(given.ids === undefined ? [] : [given.ids]),
    ],
  });
  return rows;
}
