import type { Sql } from '../../postgres/sql.js';
import { failuresOf, type FailureCount } from './failures.js';
import { timesOf, type ResponseTimes } from './response-times.js';

/** Attempts of an endpoint in a part of a range. */
export interface EndpointBucket {
  start: Date;
  delivered: number;
  failed_attempts: number;
  first_attempts: number | null;
  failed_first_attempts: number | null;
  failures: FailureCount[];
  times: ResponseTimes;
}

interface BucketRow extends Omit<EndpointBucket, 'failures' | 'times'> {
  failures: Record<string, number> | null;
  durations: Record<string, number> | null;
}

interface OfEndpoint {
  organization_id: string;
  id: string;
  from: Date;
}

/** Hours since `from`. Those without attempts are left out. */
export const loadEndpointMetrics = (sql: Sql, of: OfEndpoint): Promise<EndpointBucket[]> =>
  endpointBuckets(sql, of, {
    name: 'load-endpoint-metrics',
    rollups: 'endpoint_hours WHERE endpoint_id = $2 AND start >= $3',
    length: '1 hour',
  });

/** Five minutes each, of the last hours. */
export const loadEndpointMetricsLately = (sql: Sql, of: OfEndpoint): Promise<EndpointBucket[]> =>
  endpointBuckets(sql, of, {
    name: 'load-endpoint-metrics-lately',
    rollups: 'endpoint_periods WHERE organization_id = $1 AND endpoint_id = $2 AND start >= $3',
    length: '5 minutes',
  });

const names = 'delivered, failed_attempts, first_attempts, failed_first_attempts';

/** Maps of counts that are added up by key. */
const added = (column: string): string =>
  `(SELECT jsonb_object_agg(key, attempts) FROM (
      SELECT key, sum(value::int) AS attempts FROM counted c CROSS JOIN LATERAL jsonb_each_text(c.${column})
       WHERE c.start = sums.start GROUP BY key) AS entries) AS ${column}`;

const mapOf = (array: string): string =>
  `(SELECT jsonb_object_agg(element, attempts) FROM (
      SELECT element, count(*) AS attempts FROM unnest(${array}) AS a (element) GROUP BY 1) AS elements)`;

async function endpointBuckets(
  sql: Sql,
  { organization_id, id, from }: OfEndpoint,
  { name, rollups, length }: { name: string; rollups: string; length: string },
): Promise<EndpointBucket[]> {
  const { rows } = await sql.query<BucketRow>({
    name,
    text: `WITH counted AS MATERIALIZED (
             SELECT start, ${names}, failures, durations FROM ${rollups}
             UNION ALL
             SELECT date_bin('${length}', minute, 'epoch'), ${names}, ${mapOf('failures')}, ${mapOf('durations')}
               FROM attempt_counters WHERE organization_id = $1 AND endpoint_id = $2 AND minute >= $3),
           sums AS (
             SELECT start, sum(delivered)::int AS delivered, sum(failed_attempts)::int AS failed_attempts,
                    sum(first_attempts)::int AS first_attempts, sum(failed_first_attempts)::int AS failed_first_attempts
               FROM counted GROUP BY 1)
           SELECT sums.*, ${added('failures')}, ${added('durations')} FROM sums ORDER BY start`,
    values: [organization_id, id, from],
  });
  return rows.map(({ failures, durations, ...counts }) => ({
    ...counts,
    failures: failuresOf(failures ?? {}),
    times: timesOf(durations ?? {}),
  }));
}
