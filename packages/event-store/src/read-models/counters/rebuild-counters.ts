import { idPrefixes } from '@postrider/contracts';
import type { Database } from '../../postgres/sql.js';
import { addToRollups, dropOldCounters, lockCounters, rollupsKept, rollupTables } from './rollup.js';
import { durationStepSql } from './attempt-counter.js';

/**
 * Reads a member of an event's data. `->>` parses all of the JSON, and fails on a `\u0000` in a response body; regular
 * expressions take ten times as long. Quotes within a text are escaped, so no text looks like a member.
 */
const member = (name: string): string => `split_part(split_part(l.data::text, '"${name}":', 2), ',', 1)`;
const duration = member('duration_ms');
/** Null without a response, and in events without the member. */
const status = `nullif(nullif(${member('response_status')}, 'null'), '')`;
const reason = `split_part(${member('failure_reason')}, '"', 2)`;
const kind = `concat_ws(' ', ${reason}, coalesce(${status}, '-'))`;
/** Whether it is the first attempt of its delivery. */
const isFirst = `split_part(${member('trigger')}, '"', 2) = 'initial'`;
const time = `to_char(l.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Counters from the attempts in the log. */
const fromLog = `
  SELECT d.organization_id, d.endpoint_id, date_trunc('minute', l.occurred_at) AS minute,
         count(*) FILTER (WHERE l.type = 'AttemptSucceeded') AS delivered,
         count(*) FILTER (WHERE l.type = 'AttemptFailed') AS failed_attempts,
         count(*) FILTER (WHERE l.type = 'RetryScheduled') AS retried,
         count(*) FILTER (WHERE l.type = 'DeliveryFailed') AS failed,
         count(*) FILTER (WHERE l.type IN ('AttemptSucceeded', 'AttemptFailed') AND ${isFirst}) AS first_attempts,
         count(*) FILTER (WHERE l.type = 'AttemptFailed' AND ${isFirst}) AS failed_first_attempts,
         array_agg(${durationStepSql(`${duration}::int`)}) FILTER (WHERE ${status} IS NOT NULL) AS durations,
         array_agg(${kind}) FILTER (WHERE l.type = 'AttemptFailed') AS failures,
         max(concat_ws(' ', ${time}, ${kind}) COLLATE "C")
           FILTER (WHERE l.type = 'AttemptFailed') AS last_failure
    FROM domain_events l JOIN deliveries d ON d.organization_id = l.organization_id AND d.id = l.stream_id
   WHERE l.stream_id > '${idPrefixes.delivery}_' AND l.stream_id < '${idPrefixes.delivery}\`'
     AND l.type IN ('AttemptSucceeded', 'AttemptFailed', 'RetryScheduled', 'DeliveryFailed')
     AND l.occurred_at >= now() - ${rollupsKept}
   GROUP BY 1, 2, 3`;

/**
 * Rebuilds the rollups from the log while the system runs, and returns their number. The log and the deleted counters
 * are of one snapshot; later attempts add their own counters. Run it after the read models are rebuilt, since only a
 * delivery's first event names its endpoint.
 */
export function rebuildCounters(database: Database): Promise<number> {
  return database.transaction(async (sql) => {
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await lockCounters(sql);
    await sql.query('SET LOCAL enable_seqscan = on');
    await sql.query('SET LOCAL enable_hashjoin = on');
    for (const table of ['attempt_counters', ...rollupTables]) await sql.query(`DELETE FROM ${table}`);
    await sql.query(`WITH ${addToRollups(fromLog)} SELECT 1`);
    await dropOldCounters(sql);
    const { rows } = await sql.query<{ count: number }>('SELECT count(*)::int AS count FROM organization_periods');
    return rows[0]?.count ?? 0;
  });
}
