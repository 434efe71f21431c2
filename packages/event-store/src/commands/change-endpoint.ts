import type { Actor, EndpointEvent } from '@postrider/contracts';
import { evolveEndpoint, type Decision, type EndpointState, type Refusal } from '@postrider/domain';
import { changeOf, toRecorded, type Change } from '../log/change.js';
import { append } from '../log/log.js';
import type { Sql } from '../postgres/sql.js';
import { projectEndpoint } from '../read-models/project.js';

export type EndpointChange = Change<EndpointState, EndpointEvent>;

export interface EndpointKey {
  id: string;
  /** Without it, the endpoint may belong to any organization. */
  organization_id?: string;
}

/** Locks an endpoint, deleted or not, until the transaction ends, and returns its state. */
export async function lockEndpoint(sql: Sql, { id, organization_id }: EndpointKey): Promise<EndpointState | undefined> {
  const { rows } = await sql.query<EndpointState>(
    'SELECT * FROM endpoints WHERE id = $1 AND ($2::text IS NULL OR organization_id = $2) FOR UPDATE',
    [id, organization_id ?? null],
  );
  return rows[0];
}

/** An endpoint never changes its customer. */
const lockCustomerOf = (sql: Sql, id: string): Promise<unknown> =>
  sql.query(`SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM endpoints WHERE id = $1) FOR NO KEY UPDATE`, [
    id,
  ]);

/** Appends the first events of an endpoint and inserts its row. Runs in a transaction. */
export async function addEndpoint(
  sql: Sql,
  key: Required<EndpointKey>,
  events: readonly EndpointEvent[],
  now: Date,
  actor?: Actor,
): Promise<EndpointState> {
  const recorded = toRecorded({ ...key, version: 0 }, events, now);
  const state = recorded.reduce<EndpointState | undefined>(evolveEndpoint, undefined);
  if (!state) throw new Error('an endpoint begins with an event');
  await append(sql, recorded, actor);
  await projectEndpoint(sql, state);
  return state;
}

/**
 * The command handler of endpoints: locks and loads one, decides, appends the events and updates the row. Runs in a
 * transaction. The lock rules out version conflicts. A customer is locked before its endpoint, as commands of the customer
 * do.
 */
export async function changeEndpoint<Reason extends string = never>(
  sql: Sql,
  key: EndpointKey,
  decide: (state: EndpointState) => Decision<EndpointEvent, Reason> | Promise<Decision<EndpointEvent, Reason>>,
  now: Date,
  actor?: Actor,
): Promise<EndpointChange | Refusal<Reason | 'not_found'>> {
  await lockCustomerOf(sql, key.id);
  const state = await lockEndpoint(sql, key);
  if (!state) return { refused: 'not_found' };
  const decision = await decide(state);
  if ('refused' in decision) return decision;
  const change = changeOf(state, decision, evolveEndpoint, now);
  if (change.events.length === 0) return change;
  await append(sql, change.events, actor);
  await projectEndpoint(sql, change.next);
  return change;
}
