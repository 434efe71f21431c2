import type { FailureReason } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';
import type { Range } from './overview.js';

/** Failed attempts with the same reason and response status. */
export interface FailureCount {
  reason: FailureReason;
  response_status: number | null;
  attempts: number;
}

/** Failed attempts of a range by reason and status, most first. Those that an earlier release counted are left out. */
export async function loadFailures(
  sql: Sql,
  { organization_id, from, to, seconds }: Range,
  limit: number,
): Promise<FailureCount[]> {
  const { rows } = await sql.query<{ failure: string; attempts: number }>({
    name: 'load-failures',
    text: `SELECT failure, sum(attempts)::int AS attempts
             FROM (SELECT f.failure, f.attempts::int FROM organization_periods
                    CROSS JOIN LATERAL jsonb_each_text(failures) AS f (failure, attempts)
                    WHERE organization_id = $1 AND seconds = $4 AND start >= $2 AND start < $3
                   UNION ALL
                   SELECT f.failure, 1 FROM attempt_counters CROSS JOIN LATERAL unnest(failures) AS f (failure)
                    WHERE organization_id = $1 AND minute >= $2 AND minute < $3) AS counted
            GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $5`,
    values: [organization_id, from, to, seconds, limit],
  });
  return rows.map(({ failure, attempts }) => failureCount(failure, attempts));
}

/** The counts of a map of rollups, most first. */
export const failuresOf = (failures: Readonly<Record<string, number>>): FailureCount[] =>
  Object.entries(failures)
    .toSorted(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .map(([failure, attempts]) => failureCount(failure, attempts));

/** Parses the reason and status of a counter's failure (attempt-counter.ts). */
function failureCount(failure: string, attempts: number): FailureCount {
  const [reason, status] = failure.split(' ');
  return { reason: reason as FailureReason, response_status: status === '-' ? null : Number(status), attempts };
}
