import type { Actor, DeliveryEvent } from '@postrider/contracts';
import type { DeliveryState } from '@postrider/domain';
import type { Change } from '../log/change.js';
import { logColumns, toLogRow } from '../log/log.js';
import { deleteNotPending, upsertPending } from '../read-models/pending.js';
import { deliveryProgress } from '../read-models/rows.js';
import { namedFor, weeksOf, within } from '../postgres/partitions/weeks.js';
import type { Sql } from '../postgres/sql.js';
import {
  counterColumns,
  counterOf,
  kindOfFailureSql,
  type AttemptCounter,
} from '../read-models/counters/attempt-counter.js';
import { unnest, type Columns } from '../postgres/unnest.js';

export type DeliveryChange = Change<DeliveryState, DeliveryEvent>;

type ChangedRow = Pick<DeliveryState, 'organization_id' | 'id' | keyof typeof deliveryProgress> & {
  expected_version: number;
} & AttemptCounter;

const columns: Columns<ChangedRow> = {
  organization_id: 'text',
  id: 'text',
  expected_version: 'int',
  ...deliveryProgress,
  ...counterColumns,
};
const changing = Object.keys(deliveryProgress);
const counting = Object.keys(counterColumns);

/**
 * Appends the events of many deliveries and updates their rows, pending rows and counters, in one statement. A success
 * removes its endpoint from the failing ones. Returns the ids of the deliveries that were at their expected version;
 * the others are unchanged. A delivery may be in `changes` only once. `actor` is what asked for the changes.
 */
export async function recordDeliveries(
  sql: Sql,
  changes: readonly DeliveryChange[],
  actor?: Actor,
): Promise<Set<string>> {
  // All writers lock in this order, so that two batches with common rows cannot deadlock.
  const sorted = changes.toSorted((a, b) => (a.next.id < b.next.id ? -1 : 1));
  const input = unnest<ChangedRow>(
    sorted.map(({ next, expectedVersion, events }) => ({
      ...next,
      expected_version: expectedVersion,
      ...counterOf(events, next),
    })),
    columns,
    { alias: 'i' },
  );
  const log = unnest(
    sorted.flatMap(({ events }) => events.map(toLogRow)),
    logColumns,
    { alias: 'l', firstParameter: 1 + Object.keys(columns).length },
  );
  const by = actor && `$${String(1 + input.values.length + log.values.length)}::json`;
  const weeks = weeksOf(sorted.map(({ next }) => next.id));
  // `IS TRUE` keeps the planner from comparing every row with every other instead of using a hash table.
  const { rows } = await sql.query<{ id: string }>({
    ...namedFor(by === undefined ? 'record-deliveries' : 'record-deliveries-by', weeks),
    text: `WITH changed AS (
             UPDATE deliveries d SET ${changing.map((name) => `${name} = i.${name}`).join(', ')}
               FROM ${input.from} WHERE d.organization_id = i.organization_id AND d.id = i.id AND d.version = i.expected_version
                AND ${within('d.id', 'delivery', weeks)}
             RETURNING d.id, d.organization_id, d.endpoint_id, d.status, d.next_attempt_at, ${counting.map((name) => `i.${name}`).join(', ')}),
           appended AS (
             INSERT INTO domain_events (${log.names}${by === undefined ? '' : ', actor'})
             SELECT ${log.names}${by === undefined ? '' : `, ${by}`} FROM ${log.from} WHERE (stream_id IN (SELECT id FROM changed)) IS TRUE),
           pending AS (${upsertPending('changed')}),
           not_pending AS (${deleteNotPending('changed')}),
           counters AS (
             INSERT INTO attempt_counters (organization_id, endpoint_id, minute, delivered, failed_attempts, retried, failed,
                                           first_attempts, failed_first_attempts, durations, failures, last_failure,
                                           operational, first_failed, last_failed)
             SELECT organization_id, endpoint_id, minute, sum(delivered), sum(failed_attempts), sum(retried), sum(failed),
                    sum(first_attempts), sum(failed_first_attempts), array_agg(duration) FILTER (WHERE duration IS NOT NULL),
                    array_agg(${kindOfFailureSql('failure')}) FILTER (WHERE failure IS NOT NULL), max(failure COLLATE "C"),
                    operational, min(failed_delivery COLLATE "C"), max(failed_delivery COLLATE "C")
               FROM changed WHERE minute IS NOT NULL GROUP BY organization_id, endpoint_id, minute, operational),
           not_failing AS (
             DELETE FROM failing_endpoints WHERE endpoint_id IN (SELECT endpoint_id FROM changed WHERE status = 'delivered'))
           SELECT id FROM changed`,
    values: [...input.values, ...log.values, ...(actor ? [JSON.stringify(actor)] : [])],
  });
  return new Set(rows.map(({ id }) => id));
}
