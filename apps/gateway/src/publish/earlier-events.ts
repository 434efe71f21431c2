import type { PublishedEventState } from '@postrider/domain';
import { unfinishedFanOuts, weeksOf, widened, within, withinWeeksOf, type Sql } from '@postrider/event-store';
import type { FanOutDeliveries, Published } from './published.js';

/** Of one statement. */
const maxDeliveries = 5_000;

type EventKey = Pick<PublishedEventState, 'organization_id' | 'id'>;

type Row = Pick<
  PublishedEventState,
  'organization_id' | 'id' | 'event_id' | 'event_type' | 'created_at' | 'delivery_count'
> & {
  /** A fan-out may not have created all of its deliveries yet. */
  unfinished: boolean;
};

/** Events that earlier calls published, without their deliveries. */
export class EarlierEvents {
  readonly #rows: Map<string, Row>;

  private constructor(rows: readonly Row[]) {
    this.#rows = new Map(rows.map((row) => [row.id, row]));
  }

  static async find(sql: Sql, events: readonly EventKey[]): Promise<EarlierEvents> {
    if (events.length === 0) return new EarlierEvents([]);
    const ids = events.map(({ id }) => id);
    const { rows } = await sql.query<Row>({
      text: `SELECT e.*, EXISTS (SELECT 1 FROM fan_outs f WHERE f.event_stream_ids @> ARRAY[e.id]) AS unfinished
               FROM (SELECT unnest($1::text[]) AS organization_id, unnest($2::text[]) AS id) AS wanted
              CROSS JOIN LATERAL (
                     SELECT id, organization_id, event_id, event_type, created_at, delivery_count FROM published_events
                      WHERE organization_id = wanted.organization_id AND id = wanted.id AND ${withinWeeksOf('id', ids)}
                     OFFSET 0) e`,
      values: [events.map(({ organization_id }) => organization_id), ids],
    });
    return new EarlierEvents(rows);
  }

  /** The number of deliveries that these events were published with. */
  deliveryCount(streamIds: readonly string[]): number {
    return streamIds.reduce((sum, id) => sum + (this.#rows.get(id)?.delivery_count ?? 0), 0);
  }

  /** These events as the first response showed them, by stream id. */
  async views(sql: Sql, streamIds: readonly string[]): Promise<Map<string, Published>> {
    const rows = [...new Set(streamIds)].flatMap((id) => this.#rows.get(id) ?? []);
    const unfinished = rows.filter((row) => row.unfinished).map(({ id }) => id);
    // Fan-outs are read before deliveries: a fan-out that is gone has created all of its deliveries.
    const fanOuts = await unfinishedFanOuts(sql, unfinished);
    const deliveries = await deliveriesOf(
      sql,
      rows.filter(({ id, delivery_count }) => delivery_count > 0 && !fanOuts.has(id)),
    );
    return new Map(
      rows.map(({ id, event_id, event_type, created_at }) => {
        const endpoint_ids = fanOuts.get(id);
        const fanOut: FanOutDeliveries | undefined = endpoint_ids && { event_stream_id: id, endpoint_ids };
        const created = created_at.toISOString();
        return [
          id,
          { id: event_id, type: event_type, created_at: created, deliveries: fanOut ?? deliveries.get(id) ?? [] },
        ];
      }),
    );
  }
}

type Deliveries = { id: string; endpoint_id: string }[];

/** In the order of the first response. Deliveries of a recovery are newer than their event, and are left out. */
async function deliveriesOf(sql: Sql, rows: readonly Row[]): Promise<Map<string, Deliveries>> {
  const found = new Map<string, Deliveries>();
  for (const chunk of chunks(rows)) {
    const ids = chunk.map(({ id }) => id);
    const deliveries = await sql.query<{ id: string; endpoint_id: string; event_stream_id: string }>({
      text: `SELECT d.id, d.endpoint_id, d.event_stream_id
               FROM (SELECT unnest($1::text[]) AS id, unnest($2::timestamptz[]) AS created_at) AS e
               JOIN deliveries d ON d.event_stream_id = e.id AND d.created_at = e.created_at
              WHERE ${within('d.id', 'delivery', widened(weeksOf(ids), { after: 1 }))} ORDER BY d.endpoint_id`,
      values: [ids, chunk.map(({ created_at }) => created_at)],
    });
    for (const { event_stream_id, ...delivery } of deliveries.rows) {
      const own = found.get(event_stream_id);
      if (own) own.push(delivery);
      else found.set(event_stream_id, [delivery]);
    }
  }
  return found;
}

function chunks(rows: readonly Row[]): Row[][] {
  const all: Row[][] = [];
  let available = 0;
  for (const row of rows) {
    available -= row.delivery_count;
    if (available < 0) {
      all.push([]);
      available = maxDeliveries - row.delivery_count;
    }
    all.at(-1)?.push(row);
  }
  return all;
}
