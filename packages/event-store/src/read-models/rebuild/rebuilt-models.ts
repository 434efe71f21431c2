import type { CustomerEvent, DeliveryEvent, EndpointEvent, EventPublished, RecordedEvent } from '@postrider/contracts';
import { idPrefixes } from '@postrider/contracts';
import {
  evolveCustomer,
  evolveDelivery,
  evolveEndpoint,
  eventValues,
  evolvePublishedEvent,
  type CustomerState,
  type DeliveryState,
  type EndpointState,
  type EventValue,
  type PublishedEventState,
} from '@postrider/domain';
import { currentSchemaVersion } from '../../log/upcast.js';
import type { Sql } from '../../postgres/sql.js';
import { unnest } from '../../postgres/unnest.js';
import { insertMissingValues } from '../event-values.js';
import { deleteNotPending, upsertPending } from '../pending.js';
import {
  customerNames,
  endpointNames,
  projectCustomer,
  projectDeliveries,
  projectEndpoint,
  projectPublishedEvents,
} from '../project.js';
import { deliveryColumns, publishedEventColumns } from '../rows.js';

export interface State {
  id: string;
  version: number;
}

/** A read model, and how its rows are compared with their streams. */
export interface RebuiltModel<S extends State = State> {
  table: string;
  kind: 'customer' | 'endpoint' | 'event' | 'delivery';
  prefix: string;
  /**
   * A SQL condition: the row `r` is what its stream adds up to. `first` is the stream's first event, and `later` each of
   * the others, or null. The condition knows only the streams that most rows have, and may be false for a right row.
   */
  recognized: string;
  fold(stream: readonly RecordedEvent[]): S;
  /** States as a table `g`. */
  given(states: readonly S[]): { from: string; names: string; values: unknown[] };
  /** A table with rows of the same organizations and ids. */
  companion?: string;
  /** CTEs that complete the insertion of the rows in `added`. */
  afterAdding: string[];
  /** A SQL condition on `g`, besides its columns: a table that belongs to the row `r` differs. */
  differsToo?: string;
  /** Completes rows of another table. Returns the streams that missed some. */
  complete?(sql: Sql, states: readonly S[]): Promise<ReadonlySet<string>>;
  project(sql: Sql, states: readonly S[]): Promise<void>;
}

const isFirst = (type: 'EventPublished' | 'DeliveryScheduled'): string =>
  `r.id IS NOT NULL AND first.type = '${type}' AND first.schema_version = ${String(currentSchemaVersion(type))}`;

const customers: RebuiltModel<CustomerState> = {
  table: 'customers',
  kind: 'customer',
  prefix: idPrefixes.customer,
  // There are few customers.
  recognized: 'false',
  fold: (stream) => fold(stream as RecordedEvent<CustomerEvent>[], evolveCustomer),
  given: (states) => ({
    from: 'json_populate_recordset(NULL::customers, $1) AS g',
    names: customerNames.join(', '),
    values: [JSON.stringify(states)],
  }),
  afterAdding: [],
  project: async (sql, states) => {
    for (const state of states) await projectCustomer(sql, state);
  },
};

const endpoints: RebuiltModel<EndpointState> = {
  table: 'endpoints',
  kind: 'endpoint',
  prefix: idPrefixes.endpoint,
  // There are few endpoints.
  recognized: 'false',
  fold: (stream) => fold(stream as RecordedEvent<EndpointEvent>[], evolveEndpoint),
  given: (states) => ({
    from: 'json_populate_recordset(NULL::endpoints, $1) AS g',
    names: endpointNames.join(', '),
    values: [JSON.stringify(states)],
  }),
  afterAdding: [
    `UPDATE organizations SET endpoints_version = endpoints_version + 1
      WHERE id IN (SELECT organization_id FROM added)`,
    `UPDATE customers SET endpoints_version = endpoints_version + 1 WHERE id IN (SELECT customer_id FROM added)`,
  ],
  project: async (sql, states) => {
    for (const state of states) await projectEndpoint(sql, state);
  },
};

/**
 * The beginning of an event's data as its writer makes it. PostgreSQL compares texts much faster than it parses JSON. A
 * text that JSON would escape is not recognized. Quotes within a text are escaped, so no text looks like a member.
 */
const published = `'{"event_id":"' || r.event_id || '","event_type":"' || r.event_type || '","test":' || r.test::text
  || ',"delivery_count":' || r.delivery_count || `;
const isPublished = `CASE WHEN r.customer_id IS NULL THEN starts_with(first.data::text, ${published} ',"body":"')
  ELSE starts_with(first.data::text, ${published} ',"customer_uid":"')
   AND strpos(first.data::text, '","customer_id":"' || r.customer_id || '","body":"') > 0 END`;
const scheduled = `'{"endpoint_id":"' || r.endpoint_id || '","event_id":"' || r.event_id || '","event_stream_id":"'
  || r.event_stream_id || '","event_type":"' || r.event_type || '","test":' || r.test::text || ',"queue":"' || r.queue || '"}'`;
const succeeded = `'{"number":' || r.attempt_count || ',%,"duration_ms":' || r.last_duration_ms || ',"response_status":'
  || r.response_status || ',%'`;

/** With the values that belong to the row. */
interface EventWithValues extends PublishedEventState {
  values: EventValue[];
}

const publishedEvents: RebuiltModel<EventWithValues> = {
  table: 'published_events',
  kind: 'event',
  prefix: idPrefixes.event,
  // Earlier releases wrote the members in another order. They have the names of columns: put on the row, they must not
  // change it. Values are compared one by one.
  recognized: `${isFirst('EventPublished')} AND later.version IS NULL
    AND r.version = first.version AND r.organization_id = first.organization_id AND r.created_at = first.occurred_at
    AND (${isPublished}
         OR first.data -> 'indexed' IS NULL AND json_populate_record(r.row, first.data) = r.row)`,
  fold: (stream) =>
    fold(stream as RecordedEvent<EventPublished>[], (_, recorded) => ({
      ...evolvePublishedEvent(recorded),
      values: eventValues(recorded),
    })),
  given: (states) => unnest<PublishedEventState>(states, publishedEventColumns, { alias: 'g' }),
  afterAdding: [],
  complete: (sql, states) =>
    insertMissingValues(
      sql,
      states.flatMap(({ values }) => values),
    ),
  project: projectPublishedEvents,
};

const deliveries: RebuiltModel<DeliveryState> = {
  table: 'deliveries',
  kind: 'delivery',
  prefix: idPrefixes.delivery,
  companion: 'pending_deliveries',
  // Deliveries that wait for their first attempt or succeeded with it.
  recognized: `${isFirst('DeliveryScheduled')}
    AND r.organization_id = first.organization_id AND r.created_at = first.occurred_at
    AND first.data::text = ${scheduled}
    AND NOT r.own_payload AND r.failure_reason IS NULL AND r.budget_started_at = r.created_at
    AND CASE r.version
        WHEN 1 THEN later.version IS NULL
                AND r.status = 'pending' AND r.attempt_count = 0 AND r.budget_attempts = 0
                AND r.response_status IS NULL AND r.last_duration_ms IS NULL AND r.next_attempt_at = r.created_at AND r.completed_at IS NULL
                AND (SELECT p.next_attempt_at FROM pending_deliveries p
                      WHERE p.organization_id = r.organization_id AND p.id = r.id) = r.next_attempt_at
        WHEN 2 THEN later.version = 2 AND later.type = 'AttemptSucceeded'
                AND later.schema_version = ${String(currentSchemaVersion('AttemptSucceeded'))}
                AND r.status = 'delivered' AND r.budget_attempts = 1
                AND r.next_attempt_at IS NULL AND r.completed_at = later.occurred_at
                AND later.data::text LIKE ${succeeded}
        END`,
  fold: (stream) => fold(stream as RecordedEvent<DeliveryEvent>[], evolveDelivery),
  given: (states) => unnest(states, deliveryColumns, { alias: 'g' }),
  afterAdding: [upsertPending('added'), deleteNotPending('added')],
  differsToo: `(SELECT p.next_attempt_at FROM pending_deliveries p WHERE p.organization_id = g.organization_id AND p.id = g.id)
               IS DISTINCT FROM CASE g.status WHEN 'pending' THEN g.next_attempt_at END`,
  project: projectDeliveries,
};

function fold<S, E>(stream: readonly E[], evolve: (state: S | undefined, event: E) => S): S {
  const state = stream.reduce<S | undefined>(evolve, undefined);
  if (state === undefined) throw new Error('a stream without events has no state');
  return state;
}

/** In the order of a rebuild. */
export const rebuiltModels: [RebuiltModel, ...RebuiltModel[]] = [customers, endpoints, publishedEvents, deliveries];
