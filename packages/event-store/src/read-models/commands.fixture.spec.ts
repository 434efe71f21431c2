import { newId as newIdAt, type DeliveryEvent, type EndpointEvent } from '@postrider/contracts';
import { newId } from '@postrider/testing';
import {
  createEndpoint,
  defaultRetryPolicy,
  eventBody,
  evolveDelivery,
  evolveEndpoint,
  recordAttempt,
  requestReplay,
  type AttemptOutcome,
  type DeliveryState,
  type EndpointSettings,
  type EndpointState,
} from '@postrider/domain';
import { insertPublished, type PublishedRecord } from '../statements/insert-published.js';
import { loadAttempts } from '../statements/load-attempts.js';
import { recordDeliveries, type DeliveryChange } from '../statements/record-deliveries.js';
import { append, record } from '../log/log.js';
import { projectEndpoint } from './project.js';
import type { Database, Sql } from '../postgres/sql.js';

/** The commands of the apps, by the functions of this package that the apps use for them. */

const settings: EndpointSettings = {
  url: 'https://example.com/hooks',
  event_types: ['*'],
  description: null,
  active: true,
  rate_limit: null,
};

export async function addEndpoint(
  database: Database,
  organization_id: string,
  given: Partial<EndpointSettings> = {},
): Promise<EndpointState> {
  const stream = { stream_id: newId('endpoint'), organization_id, expectedVersion: 0 };
  const events = createEndpoint({ ...settings, ...given }, 'k1.nonce.sealed');
  return database.transaction((sql) => saveEndpoint(sql, stream, undefined, events));
}

/** Decides on an endpoint as it is now, and records that. */
export async function changeEndpoint(
  database: Database,
  id: string,
  decide: (state: EndpointState) => EndpointEvent[],
): Promise<EndpointState> {
  return database.transaction(async (sql) => {
    const { rows } = await sql.query<EndpointState>('SELECT * FROM endpoints WHERE id = $1 FOR UPDATE', [id]);
    const [state] = rows;
    if (!state) throw new Error(`there is no endpoint ${id}`);
    const stream = { stream_id: id, organization_id: state.organization_id, expectedVersion: state.version };
    return saveEndpoint(sql, stream, state, decide(state));
  });
}

async function saveEndpoint(
  sql: Sql,
  stream: Parameters<typeof record>[0],
  state: EndpointState | undefined,
  events: EndpointEvent[],
): Promise<EndpointState> {
  const recorded = record(stream, events, new Date());
  const next = recorded.reduce<EndpointState | undefined>(evolveEndpoint, state);
  if (!next) throw new Error('an endpoint begins with an event');
  await append(sql, recorded);
  if (recorded.length > 0) await projectEndpoint(sql, next);
  return next;
}

export interface EventToPublish {
  organization_id: string;
  endpoint_ids: readonly string[];
  stream_id?: string;
  delivery_ids?: readonly string[];
  occurred_at?: Date;
  body?: string;
  test?: boolean;
  payload?: string;
}

/** The records of an event and its deliveries. */
export function recordsOf(event: EventToPublish): PublishedRecord {
  const { organization_id, endpoint_ids, occurred_at = new Date(), test = false, payload } = event;
  const event_stream_id = event.stream_id ?? newId('event');
  const common = { organization_id, version: 1, occurred_at };
  const about = { event_id: event_stream_id, event_type: 'budget.exceeded', test };
  const content = { id: event_stream_id, type: about.event_type, timestamp: occurred_at, test, dataJson: '{}' };
  const { body = eventBody(content) } = event;
  return {
    published: {
      ...common,
      stream_id: event_stream_id,
      event: { type: 'EventPublished', data: { ...about, body, delivery_count: endpoint_ids.length } },
    },
    scheduled: endpoint_ids.map((endpoint_id, i) => ({
      ...common,
      stream_id: event.delivery_ids?.[i] ?? newId('delivery'),
      event: {
        type: 'DeliveryScheduled',
        data: { ...about, endpoint_id, event_stream_id, ...(payload !== undefined && { payload }) },
      },
    })),
  };
}

/** Publishes an event; answers its id and those of its deliveries. */
export async function publish(sql: Sql, event: EventToPublish): Promise<{ id: string; deliveries: string[] }> {
  const records = recordsOf(event);
  await insertPublished(sql, [records]);
  return { id: records.published.stream_id, deliveries: records.scheduled.map(({ stream_id }) => stream_id) };
}

/** Publishes events whose deliveries a fan-out makes later; returns their ids. */
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

export async function loadDelivery(sql: Sql, id: string): Promise<DeliveryState> {
  const loaded = (await loadAttempts(sql, [id])).get(id);
  if (!loaded) throw new Error(`there is no delivery ${id}`);
  return loaded.delivery;
}

/** What becomes of a delivery by these events. */
export function changeOf(state: DeliveryState, events: readonly DeliveryEvent[], now = new Date()): DeliveryChange {
  const stream = { stream_id: state.id, organization_id: state.organization_id, expectedVersion: state.version };
  const recorded = record(stream, events, now);
  return { expectedVersion: state.version, next: recorded.reduce(evolveDelivery, state), events: recorded };
}

const timing = { started_at: new Date('2026-11-23T10:00:00.000Z'), duration_ms: 5 };

export const answered = (status: number, body = ''): AttemptOutcome => ({
  kind: 'answered',
  status,
  body,
  truncated: false,
  retry_after_ms: null,
  ...timing,
});

export const refused: AttemptOutcome = {
  kind: 'unanswered',
  failure_reason: 'connection_refused',
  error: 'the connection was refused (ECONNREFUSED)',
  ...timing,
};

/** The change that the next attempt makes. */
export function attemptChange(state: DeliveryState, outcome: AttemptOutcome, now = new Date()): DeliveryChange {
  const attempt = { number: state.attempt_count + 1, trigger: state.next_trigger, outcome };
  return changeOf(state, recordAttempt(state, attempt, { policy: defaultRetryPolicy, now, random: 0.5 }), now);
}

/** An attempt is made on the delivery as it is now; whether it was recorded. */
export async function attempt(sql: Sql, id: string, outcome: AttemptOutcome, now = new Date()): Promise<boolean> {
  const change = attemptChange(await loadDelivery(sql, id), outcome, now);
  return change.events.length > 0 && (await recordDeliveries(sql, [change])).has(id);
}

export async function replay(sql: Sql, id: string): Promise<boolean> {
  const state = await loadDelivery(sql, id);
  const { rows } = await sql.query<EndpointState>('SELECT * FROM endpoints WHERE id = $1', [state.endpoint_id]);
  const events = rows[0] ? requestReplay(rows[0]) : [];
  return Array.isArray(events) && (await recordDeliveries(sql, [changeOf(state, events)])).has(id);
}
