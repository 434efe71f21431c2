import type { DeliveryScheduled, RecordedEvent } from '@postrider/contracts';
import { evolveDelivery, type DeliveryState } from '@postrider/domain';
import { logColumns, toLogRow } from '../log/log.js';
import type { Sql } from '../postgres/sql.js';
import { unnest } from '../postgres/unnest.js';
import { pendingColumns } from '../read-models/pending.js';
import { deliveryColumns } from '../read-models/rows.js';

const pendingNames = Object.keys(pendingColumns).join(', ');

/**
 * Inserts deliveries of events that are published already: log, deliveries and pending rows. Skips those that exist.
 * Returns all states.
 */
export async function insertScheduled(
  sql: Sql,
  scheduled: readonly RecordedEvent<DeliveryScheduled>[],
): Promise<DeliveryState[]> {
  const states = scheduled.map((event) => evolveDelivery(undefined, event));
  const log = unnest(scheduled.map(toLogRow), logColumns, { alias: 'l' });
  const deliveries = unnest(states, deliveryColumns, { alias: 'd', firstParameter: 1 + log.values.length });
  await sql.query({
    name: 'insert-scheduled',
    text: `WITH log_in AS (INSERT INTO domain_events (${log.names}) SELECT ${log.names} FROM ${log.from}
                            ON CONFLICT DO NOTHING RETURNING stream_id),
                deliveries_in AS (INSERT INTO deliveries (${deliveries.names}) SELECT ${deliveries.names} FROM ${deliveries.from}
                                   WHERE (id IN (SELECT stream_id FROM log_in)) IS TRUE RETURNING ${pendingNames})
           INSERT INTO pending_deliveries (${pendingNames}) SELECT ${pendingNames} FROM deliveries_in`,
    values: [...log.values, ...deliveries.values],
  });
  return states;
}
