import type { DeliveryEvent } from '@postrider/contracts';
import type { DeliveryState } from '@postrider/domain';
import type { Change } from '../log/change.js';
import { logColumns, toLogRow } from '../log/log.js';
import { notPendingOut, pendingIn } from '../read-models/pending.js';
import { deliveryProgress } from '../read-models/rows.js';
import type { Sql } from '../postgres/sql.js';
import { counterColumns, counterOf, type AttemptCounter } from '../read-models/counters/attempt-counter.js';
import { unnest, type Columns } from '../postgres/unnest.js';

export type DeliveryChange = Change<DeliveryState, DeliveryEvent>;

type Moved = Pick<DeliveryState, 'id' | keyof typeof deliveryProgress> & { expected_version: number } & AttemptCounter;

const columns: Columns<Moved> = { id: 'text', expected_version: 'int', ...deliveryProgress, ...counterColumns };
const changing = Object.keys(deliveryProgress);
const counting = Object.keys(counterColumns);

/**
 * Hot statement 3: appends to many delivery streams and moves their rows, in one round trip and one transaction.
 * What came of attempts is counted beside it, in rows that nobody else writes (counters/fold-counters.ts).
 * An endpoint that was delivered to is taken off the list of failing ones.
 * `IS TRUE` keeps a look-up in a hash table from becoming a comparison of every row with every other.
 * No delivery may be in it twice. Answers the ids whose version was the expected one; the others are untouched: read them again and decide again.
 */
export async function recordDeliveries(sql: Sql, changes: readonly DeliveryChange[]): Promise<Set<string>> {
  // One order for all writers: two batches that share rows wait for each other instead of locking up.
  const sorted = changes.toSorted((a, b) => (a.next.id < b.next.id ? -1 : 1));
  const input = unnest<Moved>(
    sorted.map(({ next, expectedVersion, events }) => ({
      ...next,
      expected_version: expectedVersion,
      ...counterOf(events),
    })),
    columns,
    { alias: 'i' },
  );
  const log = unnest(
    sorted.flatMap(({ events }) => events.map(toLogRow)),
    logColumns,
    { alias: 'l', firstParameter: 1 + Object.keys(columns).length },
  );
  const { rows } = await sql.query<{ id: string }>({
    name: 'record-deliveries',
    text: `WITH moved AS (
             UPDATE deliveries d SET ${changing.map((name) => `${name} = i.${name}`).join(', ')}
               FROM ${input.from} WHERE d.id = i.id AND d.version = i.expected_version
             RETURNING d.id, d.organization_id, d.endpoint_id, d.status, d.next_attempt_at, ${counting.map((name) => `i.${name}`).join(', ')}),
           appended AS (
             INSERT INTO domain_events (${log.names})
             SELECT ${log.names} FROM ${log.from} WHERE (stream_id IN (SELECT id FROM moved)) IS TRUE),
           pending AS (${pendingIn('moved')}),
           settled AS (${notPendingOut('moved')}),
           counted AS (
             INSERT INTO attempt_counters (organization_id, endpoint_id, minute, delivered, failed_attempts, retried, failed, durations, last_failure)
             SELECT organization_id, endpoint_id, minute, sum(delivered), sum(failed_attempts), sum(retried), sum(failed),
                    array_agg(duration) FILTER (WHERE duration IS NOT NULL), max(failure COLLATE "C")
               FROM moved WHERE minute IS NOT NULL GROUP BY organization_id, endpoint_id, minute),
           succeeding AS (
             DELETE FROM failing_endpoints WHERE endpoint_id IN (SELECT endpoint_id FROM moved WHERE status = 'delivered'))
           SELECT id FROM moved`,
    values: [...input.values, ...log.values],
  });
  return new Set(rows.map(({ id }) => id));
}
