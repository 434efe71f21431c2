import {
  newId as newIdAt,
  type CustomerEvent,
  type EndpointEvent,
  type OwnerCustomer,
  type QueueName,
} from '@postrider/contracts';
import { newId } from '@postrider/testing';
import {
  createCustomer,
  createEndpoint,
  defaultEndpoint,
  defaultRetryPolicy,
  eventBody,
  nextTrigger,
  finishAttempt,
  requestReplay,
  type AttemptOutcome,
  type CustomerChanges,
  type CustomerState,
  type Decision,
  type DeliveryState,
  type EndpointSettings,
  type EndpointState,
} from '@postrider/domain';
import { insertPublished, type PublishedRecord } from '../statements/insert-published.js';
import { loadAttempts, type DeliveryKey } from '../statements/load-attempts.js';
import { recordDeliveries, type DeliveryChange } from '../statements/record-deliveries.js';
import { changeDelivery, deliveryChange, deliveryStore } from '../commands/change-delivery.js';
import * as customerCommands from '../commands/change-customer.js';
import * as commands from '../commands/change-endpoint.js';
import type { Database, Sql } from '../postgres/sql.js';

/** Commands as the apps run them. */

const settings: EndpointSettings = { ...defaultEndpoint, url: 'https://example.com/hooks', event_types: ['*'] };

export function addEndpoint(
  database: Database,
  organization_id: string,
  given: Partial<EndpointSettings> = {},
  customer?: CustomerState,
): Promise<EndpointState> {
  const events = createEndpoint({ ...settings, ...given }, 'k1.nonce.sealed', customer);
  return database.transaction((sql) =>
    commands.addEndpoint(sql, { id: newId('endpoint'), organization_id }, events, new Date()),
  );
}

export function addCustomer(
  database: Database,
  organization_id: string,
  uid: string,
  given: CustomerChanges = {},
): Promise<CustomerState> {
  const key = { id: newId('customer'), organization_id };
  return database.transaction((sql) => customerCommands.addCustomer(sql, key, createCustomer(uid, given), new Date()));
}

/** Does nothing if the customer is deleted. */
export const changeCustomer = (
  database: Database,
  id: string,
  decide: (state: CustomerState) => CustomerEvent[],
): Promise<unknown> =>
  database.transaction(async (sql) => {
    const { rows } = await sql.query<CustomerState>(
      'SELECT * FROM customers WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE',
      [id],
    );
    for (const state of rows) await customerCommands.changeCustomer(sql, state, decide(state), new Date());
  });

/** A refusal changes nothing. */
export const changeEndpoint = (
  database: Database,
  id: string,
  decide: (state: EndpointState) => Decision<EndpointEvent, string>,
): Promise<unknown> => database.transaction((sql) => commands.changeEndpoint(sql, { id }, decide, new Date()));

export interface EventToPublish {
  organization_id: string;
  endpoint_ids: readonly string[];
  event_type?: string;
  stream_id?: string;
  delivery_ids?: readonly string[];
  occurred_at?: Date;
  body?: string;
  test?: boolean;
  payload?: string;
  queue?: QueueName;
  traceparent?: string;
  indexed?: Readonly<Record<string, string>>;
  customer?: OwnerCustomer;
}

/** The records of an event and its deliveries. */
export function recordsOf(event: EventToPublish): PublishedRecord {
  const { organization_id, endpoint_ids, occurred_at = new Date(), test = false, payload } = event;
  const { event_type = 'budget.exceeded' } = event;
  const event_stream_id = event.stream_id ?? newId('event');
  const common = { organization_id, version: 1, occurred_at };
  const about = { event_id: event_stream_id, event_type, test };
  const content = { id: event_stream_id, type: about.event_type, timestamp: occurred_at, test, dataJson: '{}' };
  const { body = eventBody(content) } = event;
  return {
    published: {
      ...common,
      stream_id: event_stream_id,
      event: {
        type: 'EventPublished',
        data: {
          ...about,
          delivery_count: endpoint_ids.length,
          ...(event.customer && { customer_uid: event.customer.uid, customer_id: event.customer.id }),
          ...(event.indexed && { indexed: event.indexed }),
          body,
          ...(event.traceparent !== undefined && { traceparent: event.traceparent }),
        },
      },
    },
    scheduled: endpoint_ids.map((endpoint_id, i) => ({
      ...common,
      stream_id: event.delivery_ids?.[i] ?? newId('delivery'),
      event: {
        type: 'DeliveryScheduled',
        data: {
          endpoint_id,
          event_id: about.event_id,
          event_stream_id,
          event_type: about.event_type,
          test,
          queue: event.queue ?? 'deliver',
          ...(payload !== undefined && { payload }),
        },
      },
    })),
  };
}

/** Publishes an event. Returns its id and those of its deliveries. */
export async function publish(sql: Sql, event: EventToPublish): Promise<{ id: string; deliveries: string[] }> {
  const records = recordsOf(event);
  await insertPublished(sql, [records]);
  return { id: records.published.stream_id, deliveries: records.scheduled.map(({ stream_id }) => stream_id) };
}

/** Publishes events whose deliveries a fan-out schedules later. Returns their ids. */
export async function publishFanOut(
  sql: Sql,
  { count, ...event }: Pick<EventToPublish, 'organization_id' | 'endpoint_ids' | 'occurred_at'> & { count: number },
): Promise<string[]> {
  const time = event.occurred_at ?? new Date();
  const records = Array.from({ length: count }, () => ({
    ...recordsOf({ ...event, stream_id: newIdAt('event', time) }),
    scheduled: [],
  }));
  const event_stream_ids = records.map(({ published }) => published.stream_id);
  await insertPublished(sql, records, [{ ...event, event_stream_ids }]);
  return event_stream_ids;
}

/** As the job of a delivery has them. */
export async function keyOf(sql: Sql, id: string): Promise<DeliveryKey> {
  const { rows } = await sql.query<DeliveryKey>('SELECT id, endpoint_id FROM deliveries WHERE id = $1', [id]);
  return rows[0] ?? { id, endpoint_id: '' };
}

export async function loadDelivery(sql: Sql, id: string): Promise<DeliveryState> {
  const loaded = (await loadAttempts(sql, [await keyOf(sql, id)])).get(id);
  if (!loaded) throw new Error(`there is no delivery ${id}`);
  return loaded.delivery;
}

const timing = { started_at: new Date('2026-11-23T10:00:00.000Z'), duration_ms: 5 };

export const responded = (status: number, body = ''): AttemptOutcome => ({
  kind: 'response',
  status,
  body,
  truncated: false,
  retry_after_ms: null,
  ...timing,
});

export const refused: AttemptOutcome = {
  kind: 'no_response',
  failure_reason: 'connection_refused',
  error: 'the connection was refused (ECONNREFUSED)',
  ...timing,
};

/** The change of the next attempt. */
export function attemptChange(state: DeliveryState, outcome: AttemptOutcome, now = new Date()): DeliveryChange {
  const attempt = { number: state.attempt_count + 1, trigger: nextTrigger(state), outcome };
  return deliveryChange(state, finishAttempt(state, attempt, { policy: defaultRetryPolicy, now, random: 0.5 }), now);
}

/** Records an attempt on a delivery. Returns whether it was recorded. */
export async function attempt(sql: Sql, id: string, outcome: AttemptOutcome, now = new Date()): Promise<boolean> {
  const change = attemptChange(await loadDelivery(sql, id), outcome, now);
  return change.events.length > 0 && (await recordDeliveries(sql, [change])).has(id);
}

export async function replay(sql: Sql, id: string): Promise<boolean> {
  const { endpoint_id } = await loadDelivery(sql, id);
  const endpoint = await commands.lockEndpoint(sql, { id: endpoint_id });
  if (!endpoint) return false;
  const change = await changeDelivery(
    deliveryStore(sql),
    { id, endpoint_id },
    () => requestReplay(endpoint),
    () => new Date(),
  );
  return !('refused' in change);
}
