import type { FailureReason } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';

export interface LastFailure {
  at: string;
  reason: FailureReason;
  response_status: number | null;
}

export interface EndpointFacts {
  /** Counted up to `limit`. */
  pending: number;
  pending_capped: boolean;
  /** Within the time that rollups are kept. */
  last_failure: LastFailure | null;
  failing_since: string | null;
}

interface FactsRow {
  id: string;
  pending: number;
  last_failure: string | null;
  since: Date | null;
}

export async function loadEndpointFacts(
  sql: Sql,
  { organization_id, ids, limit }: { organization_id: string; ids: readonly string[]; limit: number },
): Promise<Map<string, EndpointFacts>> {
  const { rows } = await sql.query<FactsRow>({
    name: 'load-endpoint-facts',
    text: `WITH recent AS MATERIALIZED (
             SELECT endpoint_id, max(last_failure) AS last_failure FROM attempt_counters WHERE organization_id = $1 GROUP BY 1)
           SELECT wanted.id, f.since,
                  (SELECT count(*)::int FROM (SELECT 1 FROM pending_deliveries
                    WHERE endpoint_id = wanted.id ORDER BY id LIMIT $3) AS found) AS pending,
                  greatest((SELECT max(last_failure) FROM endpoint_hours WHERE endpoint_id = wanted.id),
                           (SELECT max(last_failure) FROM recent WHERE endpoint_id = wanted.id)) AS last_failure
             FROM unnest($2::text[]) AS wanted (id) LEFT JOIN failing_endpoints f ON f.endpoint_id = wanted.id`,
    values: [organization_id, ids, limit + 1],
  });
  return new Map(
    rows.map(({ id, pending, last_failure, since }) => [
      id,
      {
        pending: Math.min(pending, limit),
        pending_capped: pending > limit,
        last_failure: last_failure === null ? null : lastFailure(last_failure),
        failing_since: since?.toISOString() ?? null,
      },
    ]),
  );
}

/** Parses the `failure` of a counter (attempt-counter.ts). */
function lastFailure(text: string): LastFailure {
  const [at = '', reason, status] = text.split(' ');
  return { at, reason: reason as FailureReason, response_status: status === '-' ? null : Number(status) };
}

export interface EndpointHour {
  endpoint_id: string;
  start: Date;
  delivered: number;
  failed_attempts: number;
}

/** Attempts of endpoints by hour since `from`. Hours without attempts are left out. */
export async function loadEndpointHours(
  sql: Sql,
  { organization_id, ids, from }: { organization_id: string; ids: readonly string[]; from: Date },
): Promise<EndpointHour[]> {
  const { rows } = await sql.query<EndpointHour>({
    name: 'load-endpoint-hours',
    text: `SELECT endpoint_id, start, sum(delivered)::int AS delivered, sum(failed_attempts)::int AS failed_attempts
             FROM (SELECT endpoint_id, start, delivered, failed_attempts FROM endpoint_hours
                    WHERE endpoint_id = ANY($2) AND start >= $3
                   UNION ALL
                   SELECT endpoint_id, date_bin('1 hour', minute, 'epoch'), delivered, failed_attempts FROM attempt_counters
                    WHERE organization_id = $1 AND endpoint_id = ANY($2) AND minute >= $3) AS counted
            GROUP BY 1, 2`,
    values: [organization_id, ids, from],
  });
  return rows;
}
