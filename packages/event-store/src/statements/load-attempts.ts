import type { DeliveryScheduled, EventPublished } from '@postrider/contracts';
import { deliveryBody, type DeliveryState, type EndpointState } from '@postrider/domain';
import { deliveryColumns } from '../read-models/rows.js';
import {
  includes,
  namedFor,
  weeksOf,
  widened,
  within,
  withinWeeksOf,
  type Weeks,
} from '../postgres/partitions/weeks.js';
import type { Sql } from '../postgres/sql.js';

/** A job has both ids. One index has both, so that none is needed for the id alone. */
export type DeliveryKey = Pick<DeliveryState, 'id' | 'endpoint_id'>;

/** Published events by the id of their stream. Their data never changes. */
export type PublishedEvents = Map<string, EventPublished['data']>;

/** Limits on the events that `loadAttempts` remembers: their number, and the length of their bodies together. */
const maxShared = { events: 16, characters: 4 * 1_024 * 1_024 };

/** A limit of requests per second for all that share a key: the id of an endpoint or of a customer. */
export interface Pace {
  key: string;
  perSecond: number;
}

export interface LoadedDelivery {
  delivery: DeliveryState;
  endpoint: Pick<EndpointState, 'id' | 'url' | 'active' | 'secrets'>;
  /** The rate limit: the endpoint's own, or that of all endpoints of its customer together. */
  pace: Pace | undefined;
  /** The request body. */
  payload: string;
  /** The headers of its envelope; undefined for the default. */
  envelope_headers: Readonly<Record<string, string>> | undefined;
  /** The organization's request format as JSON; null for the default. */
  request_format: string | null;
  /** What the platform calls the event's customer, for an endpoint that gets the events of every customer. */
  customer: string | undefined;
  /** The trace context of the event, if it has one. */
  traceparent: string | undefined;
  /** Whether the organization wants receivers to get it. */
  forward_traceparent: boolean;
}

type Row = DeliveryState & {
  endpoint_url: string;
  endpoint_active: boolean;
  endpoint_rate_limit: number | null;
  customer_id: string | null;
  customer_rate_limit: number | null;
  /** Of the organization's customers without their own. */
  customers_rate_limit: number | null;
  endpoint_secrets: EndpointState['secrets'];
  all_customers: boolean;
  forward_traceparent: boolean;
  request_format: string | null;
  scheduled: Pick<DeliveryScheduled['data'], 'payload' | 'envelope'> | null;
  /** Null if retention has dropped the event. */
  published: EventPublished['data'] | null;
};

/** By name: a prepared `d.*` breaks when a migration adds a column. */
const deliveryNames = Object.keys(deliveryColumns)
  .map((name) => `d.${name}`)
  .join(', ');

/**
 * Loads deliveries with their endpoint and request body. The endpoint is never cached, so that a rotated secret, a
 * changed URL or a deactivation applies to the next attempt. Missing ids are left out. An event that several of the
 * deliveries share is added to `shared`, and not loaded again while it is there.
 */
export async function loadAttempts(
  sql: Sql,
  keys: readonly DeliveryKey[],
  shared: PublishedEvents = new Map(),
): Promise<Map<string, LoadedDelivery>> {
  const known = new Map(shared);
  const weeks = weeksOf(keys.map(({ id }) => id));
  // An event is older than its delivery, and seldom of an earlier week than the one before.
  const eventWeeks = widened(weeks, { before: 1 });
  // OFFSET 0 keeps the keys first, whatever the planner's statistics: from the endpoint on, it would read all its
  // deliveries.
  const { rows } = await sql.query<Row>({
    ...namedFor('load-attempts', weeks),
    text: `SELECT ${deliveryNames}, e.url AS endpoint_url, e.active AS endpoint_active,
                  e.rate_limit AS endpoint_rate_limit, e.secrets AS endpoint_secrets, e.all_customers, e.customer_id,
                  CASE WHEN e.customer_id IS NOT NULL AND e.rate_limit IS NULL THEN (
                    SELECT c.rate_limit FROM customers c WHERE c.id = e.customer_id) END AS customer_rate_limit,
                  o.customers_rate_limit, o.forward_traceparent, o.request_format,
                  (SELECT s.data FROM domain_events s
                    WHERE d.own_payload AND s.stream_id = d.id AND s.version = 1
                      AND ${within('s.stream_id', 'delivery', weeks)}) AS scheduled,
                  CASE WHEN d.event_stream_id <> ALL ($3::text[]) THEN (
                    SELECT p.data FROM domain_events p
                     WHERE p.stream_id = d.event_stream_id AND p.version = 1
                       AND ${within('p.stream_id', 'event', eventWeeks)}) END AS published
             FROM (SELECT unnest($1::text[]) AS endpoint_id, unnest($2::text[]) AS id) AS wanted
             CROSS JOIN LATERAL (
                    SELECT * FROM deliveries
                     WHERE endpoint_id = wanted.endpoint_id AND id = wanted.id AND ${within('id', 'delivery', weeks)}
                    OFFSET 0) d
             JOIN endpoints e ON e.id = d.endpoint_id
             LEFT JOIN LATERAL (
                    SELECT forward_traceparent, request_format::text,
                           (customer_limits->>'rate_limit')::int AS customers_rate_limit FROM organizations
                     WHERE id = d.organization_id
                    OFFSET 0) o ON true`,
    values: [keys.map(({ endpoint_id }) => endpoint_id), keys.map(({ id }) => id), [...known.keys()]],
  });
  remember(shared, rows);
  for (const row of rows) row.published ??= known.get(row.event_stream_id) ?? null;
  const older = await loadOlderEvents(sql, rows, eventWeeks);
  for (const row of rows) row.published ??= older.get(row.event_stream_id) ?? null;
  return new Map(rows.flatMap(loaded));
}

/** Adds the events of two or more rows, and removes the oldest above the limits. */
function remember(shared: PublishedEvents, rows: readonly Row[]): void {
  const seen = new Set<string>();
  for (const { event_stream_id: id, published } of rows) {
    if (published && seen.has(id)) shared.set(id, published);
    seen.add(id);
  }
  let characters = 0;
  for (const [i, [id, { body }]] of [...shared].reverse().entries()) {
    if (i >= maxShared.events || characters + body.length > maxShared.characters) shared.delete(id);
    else characters += body.length;
  }
}

/** The events of deliveries of recoveries, which may be of any earlier week. */
async function loadOlderEvents(sql: Sql, rows: readonly Row[], weeks: Weeks): Promise<PublishedEvents> {
  const ids = rows
    .filter(
      ({ scheduled, published, event_stream_id: id }) =>
        scheduled?.payload === undefined && !published && !includes(weeks, id),
    )
    .map(({ event_stream_id }) => event_stream_id);
  if (ids.length === 0) return new Map();
  const { rows: events } = await sql.query<{ id: string; data: EventPublished['data'] }>(
    `SELECT stream_id AS id, data FROM domain_events
      WHERE stream_id = ANY($1) AND version = 1 AND ${withinWeeksOf('stream_id', ids)}`,
    [ids],
  );
  return new Map(events.map(({ id, data }) => [id, data]));
}

const paceOf = (key: string | null, perSecond: number | null): Pace | undefined =>
  key === null || perSecond === null ? undefined : { key, perSecond };

function loaded({
  endpoint_url,
  endpoint_active,
  endpoint_rate_limit,
  customer_id,
  customer_rate_limit,
  customers_rate_limit,
  endpoint_secrets,
  all_customers,
  forward_traceparent,
  request_format,
  scheduled,
  published,
  ...delivery
}: Row): [string, LoadedDelivery][] {
  const request = deliveryBody(scheduled, published, delivery.organization_id);
  if (!request) return [];
  const endpoint = {
    id: delivery.endpoint_id,
    url: endpoint_url,
    active: endpoint_active,
    secrets: endpoint_secrets,
  };
  return [
    [
      delivery.id,
      {
        delivery,
        endpoint,
        pace:
          paceOf(delivery.endpoint_id, endpoint_rate_limit) ??
          paceOf(customer_id, customer_rate_limit ?? customers_rate_limit),
        payload: request.body,
        envelope_headers: request.headers,
        request_format,
        customer: all_customers ? published?.customer_uid : undefined,
        traceparent: published?.traceparent,
        forward_traceparent,
      },
    ],
  ];
}
