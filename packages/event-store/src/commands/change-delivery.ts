import type { Actor, DeliveryEvent } from '@postrider/contracts';
import { evolveDelivery, type Decision, type DeliveryState, type Refusal } from '@postrider/domain';
import { changeOf } from '../log/change.js';
import { withinWeeksOf } from '../postgres/partitions/weeks.js';
import type { DeliveryKey } from '../statements/load-attempts.js';
import { VersionConflict } from '../log/log.js';
import type { Sql } from '../postgres/sql.js';
import { recordDeliveries, type DeliveryChange } from '../statements/record-deliveries.js';

/** Loads deliveries and records their changes: one by one in a transaction, or in batches shared with other callers. */
export interface DeliveryStore {
  load: (key: DeliveryKey) => Promise<DeliveryState | undefined>;
  /** Returns false on a version conflict. */
  record: (change: DeliveryChange) => Promise<boolean>;
}

/** `actor` is what asks for the changes. */
export const deliveryStore = (sql: Sql, actor?: Actor): DeliveryStore => ({
  load: async ({ endpoint_id, id }) => {
    const { rows } = await sql.query<DeliveryState>(
      `SELECT * FROM deliveries WHERE endpoint_id = $1 AND id = $2 AND ${withinWeeksOf('id', [id])}`,
      [endpoint_id, id],
    );
    return rows[0];
  },
  record: async (change) => (await recordDeliveries(sql, [change], actor)).has(change.next.id),
});

export const deliveryChange = (state: DeliveryState, events: readonly DeliveryEvent[], now: Date): DeliveryChange =>
  changeOf(state, events, evolveDelivery, now);

/**
 * The command handler of deliveries: loads one (unless given its state), decides, appends the events and updates the
 * row. A version conflict makes it load and decide once more; a second conflict throws VersionConflict.
 */
export async function changeDelivery<Reason extends string = never>(
  store: DeliveryStore,
  delivery: DeliveryKey | DeliveryState,
  decide: (state: DeliveryState) => Decision<DeliveryEvent, Reason>,
  now: () => Date,
): Promise<DeliveryChange | Refusal<Reason | 'not_found'>> {
  let state = 'version' in delivery ? delivery : await store.load(delivery);
  for (let isRetry = false; state; isRetry = true) {
    const decision = decide(state);
    if ('refused' in decision) return decision;
    const change = deliveryChange(state, decision, now());
    if (change.events.length === 0 || (await store.record(change))) return change;
    if (isRetry) throw new VersionConflict(`delivery ${state.id} changed during both tries`);
    state = await store.load(state);
  }
  return { refused: 'not_found' };
}
