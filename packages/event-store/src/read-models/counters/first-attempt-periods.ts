import type { FirstAttemptPeriod } from '@postrider/domain';
import type { Sql } from '../../postgres/sql.js';
import { startsFrom } from './first-attempts.js';
import { periods } from './rollup.js';

export interface FirstAttemptPeriods {
  /** Since the given time. */
  fiveMinutes: FirstAttemptPeriod[];
  /** All that are kept. */
  hours: FirstAttemptPeriod[];
}

/** First attempts of endpoints by five minutes since a time of the last hours, and by hours. Periods without any are left out. */
export async function loadFirstAttemptPeriods(
  sql: Sql,
  { organization_id, ids, from, now }: { organization_id: string; ids: readonly string[]; from: Date; now: Date },
): Promise<Map<string, FirstAttemptPeriods>> {
  const { rows } = await sql.query<FirstAttemptPeriod & { endpoint_id: string; seconds: number }>({
    name: 'load-first-attempt-periods',
    text: `SELECT endpoint_id, seconds, start, sum(first_attempts)::int AS attempts, sum(failed_first_attempts)::int AS failed
             FROM (SELECT endpoint_id, ${String(periods.fiveMinutes)} AS seconds, start, first_attempts, failed_first_attempts
                     FROM endpoint_periods
                    WHERE organization_id = $1 AND start = ANY($3) AND endpoint_id = ANY($2)
                   UNION ALL
                   SELECT endpoint_id, ${String(periods.hour)}, start, first_attempts, failed_first_attempts
                     FROM endpoint_hours WHERE endpoint_id = ANY($2)
                   UNION ALL
                   SELECT endpoint_id, ${String(periods.fiveMinutes)}, date_bin('5 minutes', minute, 'epoch'),
                          first_attempts, failed_first_attempts
                     FROM attempt_counters WHERE organization_id = $1 AND endpoint_id = ANY($2) AND minute >= $4) AS counted
            GROUP BY 1, 2, 3 HAVING sum(first_attempts) > 0`,
    values: [organization_id, ids, startsFrom(from, now), from],
  });
  const found = new Map<string, FirstAttemptPeriods>();
  for (const { endpoint_id, seconds, ...period } of rows) {
    const { fiveMinutes, hours } = found.get(endpoint_id) ?? { fiveMinutes: [], hours: [] };
    (seconds === periods.hour ? hours : fiveMinutes).push(period);
    found.set(endpoint_id, { fiveMinutes, hours });
  }
  return found;
}
