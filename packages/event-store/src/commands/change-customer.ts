import type { Actor, CustomerEvent } from '@postrider/contracts';
import { evolveCustomer, type CustomerState } from '@postrider/domain';
import { changeOf, toRecorded, type Change } from '../log/change.js';
import { append } from '../log/log.js';
import type { Sql } from '../postgres/sql.js';
import { projectCustomer } from '../read-models/project.js';

export type CustomerChange = Change<CustomerState, CustomerEvent>;

/** The subscriptions of what a customer may get; null for all, and without a customer. */
export async function loadAllowedTypes(sql: Sql, customerId: string | null): Promise<string[] | null> {
  if (customerId === null) return null;
  const { rows } = await sql.query<Pick<CustomerState, 'allowed_event_types'>>(
    'SELECT allowed_event_types FROM customers WHERE id = $1',
    [customerId],
  );
  return rows[0]?.allowed_event_types ?? null;
}

/** Appends the first events of a customer and inserts its row. Runs in a transaction. */
export async function addCustomer(
  sql: Sql,
  key: Pick<CustomerState, 'id' | 'organization_id'>,
  events: readonly CustomerEvent[],
  now: Date,
  actor?: Actor,
): Promise<CustomerState> {
  const recorded = toRecorded({ ...key, version: 0 }, events, now);
  const state = recorded.reduce<CustomerState | undefined>(evolveCustomer, undefined);
  if (!state) throw new Error('a customer begins with an event');
  await append(sql, recorded, actor);
  await projectCustomer(sql, state);
  return state;
}

/** Appends the events to a customer that the transaction has locked, and updates its row. */
export async function changeCustomer(
  sql: Sql,
  state: CustomerState,
  events: readonly CustomerEvent[],
  now: Date,
  actor?: Actor,
): Promise<CustomerChange> {
  const change = changeOf(state, events, evolveCustomer, now);
  if (change.events.length === 0) return change;
  await append(sql, change.events, actor);
  await projectCustomer(sql, change.next);
  return change;
}
