import type { DeliveryScheduled, EventPublished } from '@postrider/contracts';
import { namedFor, weeksOf, within, type Weeks } from '../postgres/partitions/weeks.js';
import type { Sql } from '../postgres/sql.js';

/** The part of a published event that decides which listeners it goes to. */
export interface ListenedEvent {
  /** Id of its stream; sorts by time. */
  id: string;
  organization_id: string;
  event_type: string;
  test: boolean;
  customer_id: string | null;
}

export interface ListenedContent extends ListenedEvent {
  event_id: string;
  body: string;
  /** The platform's own id of the customer. */
  customer_uid: string | undefined;
  /** To the requested endpoint. `scheduled` is undefined if the request body is the event's. */
  delivery: { id: string; scheduled: Pick<DeliveryScheduled['data'], 'payload' | 'envelope'> | undefined } | undefined;
  /** The organization's request format as JSON; null for the default. */
  request_format: string | null;
}

/** From the weeks of the ids on. */
const sinceIds = (ids: readonly string[]): Weeks => ({ from: weeksOf(ids).from, to: undefined });

const names = 'id, organization_id, event_type, test, customer_id';

/** The committed events of organizations after an id for each. */
export async function findListened(
  sql: Sql,
  since: readonly { organization_id: string; after: string }[],
): Promise<ListenedEvent[]> {
  const weeks = sinceIds(since.map(({ after }) => after));
  const { rows } = await sql.query<ListenedEvent>({
    ...namedFor('find-listened', weeks),
    text: `SELECT e.id, e.organization_id, e.event_type, e.test, e.customer_id
             FROM unnest($1::text[], $2::text[]) AS o (id, after)
             CROSS JOIN LATERAL (SELECT ${names} FROM published_events
                                  WHERE organization_id = o.id AND id > o.after AND ${within('id', 'event', weeks)}
                                  ORDER BY id OFFSET 0) e`,
    values: [since.map(({ organization_id }) => organization_id), since.map(({ after }) => after)],
  });
  return rows;
}

/** An organization's committed events after an id, in the order of ids. */
export async function pageListened(
  sql: Sql,
  { organization_id, after, limit }: { organization_id: string; after: string; limit: number },
): Promise<ListenedEvent[]> {
  const { rows } = await sql.query<ListenedEvent>({
    text: `SELECT ${names} FROM published_events
            WHERE organization_id = $1 AND id > $2 AND ${within('id', 'event', sinceIds([after]))} ORDER BY id LIMIT $3`,
    values: [organization_id, after, limit],
  });
  return rows;
}

type ContentRow = ListenedEvent & {
  request_format: string | null;
  published: EventPublished['data'] | null;
  delivery_id: string | null;
  scheduled: DeliveryScheduled['data'] | null;
};

/**
 * The contents of events in the order of ids, with their deliveries to the endpoint. Events past retention are left
 * out.
 */
export async function loadListened(
  sql: Sql,
  {
    organization_id,
    ids,
    endpoint_id,
  }: { organization_id: string; ids: readonly string[]; endpoint_id: string | null },
): Promise<ListenedContent[]> {
  const weeks = weeksOf(ids);
  const { rows } = await sql.query<ContentRow>({
    text: `SELECT e.id, e.organization_id, e.event_type, e.test, e.customer_id, d.id AS delivery_id,
                  (SELECT request_format::text FROM organizations WHERE id = $3) AS request_format,
                  (SELECT l.data FROM domain_events l
                    WHERE l.stream_id = e.id AND l.version = 1 AND ${within('l.stream_id', 'event', weeks)}) AS published,
                  (SELECT l.data FROM domain_events l
                    WHERE d.own_payload AND l.stream_id = d.id AND l.version = 1
                      AND ${within('l.stream_id', 'delivery', sinceIds(ids))}) AS scheduled
             FROM unnest($1::text[]) AS wanted (id)
             CROSS JOIN LATERAL (SELECT ${names} FROM published_events
                                 WHERE organization_id = $3 AND id = wanted.id AND ${within('id', 'event', weeks)} OFFSET 0) e
             LEFT JOIN LATERAL (SELECT id, own_payload FROM deliveries
                                 WHERE $2::text IS NOT NULL AND event_stream_id = wanted.id AND endpoint_id = $2
                                   AND ${within('id', 'delivery', sinceIds(ids))}
                                 ORDER BY id LIMIT 1) d ON true
            ORDER BY e.id`,
    values: [ids, endpoint_id, organization_id],
  });
  return rows.flatMap(({ published, delivery_id, scheduled, ...event }) => {
    if (!published) return [];
    const delivery = delivery_id === null ? undefined : { id: delivery_id, scheduled: scheduled ?? undefined };
    const { event_id, body, customer_uid } = published;
    return [{ ...event, event_id, body, customer_uid, delivery }];
  });
}
