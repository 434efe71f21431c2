import { eventLimits, isId, type EventSummary, type listEvents, type QueryOf } from '@postrider/contracts';
import type { PublishedEventState } from '@postrider/domain';
import { countFanOuts, weeksOf, within, withinWeeksOf, type IdRange, type Sql } from '@postrider/event-store';
import { loadOwners } from '../customers/customer-store.js';

/** Finds an event by the id that producers and receivers use. */
export async function findEvent(
  sql: Sql,
  organizationId: string,
  eventId: string,
): Promise<PublishedEventState | undefined> {
  if (eventId.length > eventLimits.idLength || eventId.includes('\0')) return undefined;
  // An event id that the producer chose is in `publish_keys`; a generated one is the id of the stream.
  const claims = await sql.query<{ event_stream_ids: string[] }>(
    `SELECT event_stream_ids FROM publish_keys WHERE organization_id = $1 AND kind = 'event_id' AND key = $2`,
    [organizationId, eventId],
  );
  const ids = claims.rows.flatMap(({ event_stream_ids }) => event_stream_ids);
  if (isId('event', eventId)) ids.push(eventId);
  const { rows } = await sql.query<PublishedEventState>(
    `SELECT * FROM published_events
      WHERE id = ANY($1) AND organization_id = $2 AND event_id = $3 AND ${withinWeeksOf('id', ids)}`,
    [ids, organizationId, eventId],
  );
  return rows[0];
}

interface ValueFilter extends Pick<QueryOf<typeof listEvents>, 'event_type' | 'delivered_to'> {
  organization_id: string;
  customer_id: string | undefined;
  path: string;
  value: string;
}

/** Finds events by an indexed value in their payload, newest first. */
export async function findEventsByValue(
  sql: Sql,
  { organization_id, customer_id, path, value, event_type, delivered_to }: ValueFilter,
  { first, before }: IdRange,
  limit: number,
): Promise<PublishedEventState[]> {
  const values: unknown[] = [organization_id, path, value, first ?? '', limit];
  const parameter = (given: unknown): string => `$${String(values.push(given))}`;
  const bound = before === undefined ? undefined : parameter(before);
  const inRange = (id: string): string => `${id} >= $4${bound === undefined ? '' : ` AND ${id} < ${bound}`}`;
  const ofType = event_type === undefined ? '' : `AND event_type = ${parameter(event_type)}`;
  const ofCustomer = customer_id === undefined ? '' : `AND customer_id = ${parameter(customer_id)}`;
  const toNobody = delivered_to === 'nobody' ? 'AND delivery_count = 0' : '';
  const { rows } = await sql.query<PublishedEventState>(
    // OFFSET 0 keeps the planner from reading all events of the range to join them.
    `SELECT e.* FROM event_values v
      CROSS JOIN LATERAL (SELECT * FROM published_events
                           WHERE organization_id = $1 AND id = v.id AND ${inRange('id')} ${ofType} ${ofCustomer} ${toNobody} OFFSET 0) e
      WHERE v.organization_id = $1 AND v.path = $2 AND v.value = $3 AND ${inRange('v.id')}
      ORDER BY v.id DESC LIMIT $5`,
    values,
  );
  return rows;
}

/** Returns events as the API shows them, each with its first `deliveries` deliveries. */
export async function summarize(
  sql: Sql,
  events: readonly PublishedEventState[],
  deliveries: number,
): Promise<EventSummary[]> {
  const ids = events.map(({ id }) => id);
  // A recovery may create deliveries long after their event.
  const later = within('id', 'delivery', { ...weeksOf(ids), to: undefined });
  const { rows } = await sql.query<EventSummary['deliveries'][number] & { event_stream_id: string }>(
    `SELECT d.id, d.endpoint_id, d.status, d.event_stream_id
       FROM unnest($1::text[]) AS e (id)
       CROSS JOIN LATERAL (SELECT id, endpoint_id, status, event_stream_id FROM deliveries
                            WHERE event_stream_id = e.id AND ${later} ORDER BY id LIMIT $2) d`,
    [ids, deliveries],
  );
  // Counted anew, since a recovery adds deliveries.
  const counted = await sql.query<{ event_stream_id: string; count: number }>(
    `SELECT event_stream_id, count(*)::int AS count FROM deliveries
      WHERE event_stream_id = ANY($1) AND ${later} GROUP BY 1`,
    [ids],
  );
  const counts = new Map(counted.rows.map(({ event_stream_id, count }) => [event_stream_id, count]));
  // Deliveries that a fan-out has not inserted yet count too.
  const fanOuts = await countFanOuts(sql, ids);
  const byEvent = Map.groupBy(rows, ({ event_stream_id }) => event_stream_id);
  const owners = await loadOwners(
    sql,
    events.map(({ customer_id }) => customer_id),
  );
  return events.map(({ id, event_id, event_type, test, customer_id, created_at }) => ({
    id: event_id,
    type: event_type,
    test,
    ...(customer_id !== null && { customer: owners.get(customer_id) }),
    created_at: created_at.toISOString(),
    delivery_count: Math.max(counts.get(id) ?? 0, fanOuts.get(id) ?? 0),
    deliveries: (byEvent.get(id) ?? []).map(({ event_stream_id: _, ...delivery }) => delivery),
  }));
}
