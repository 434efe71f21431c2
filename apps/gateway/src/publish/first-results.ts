import type { PublishedEventState } from '@postrider/domain';
import { unfinishedFanOuts, type Sql } from '@postrider/event-store';
import type { FanOutDeliveries, Published } from './published.js';

/** Of one statement. */
const maxDeliveries = 5_000;

type Row = Pick<PublishedEventState, 'id' | 'event_id' | 'event_type' | 'created_at' | 'delivery_count'> & {
  /** Some of its deliveries may be still to be made by a fan-out. */
  unfinished: boolean;
};

/** Events that were published before, by their stream ids, without their deliveries. */
export class FirstEvents {
  readonly #rows: Map<string, Row>;

  private constructor(rows: readonly Row[]) {
    this.#rows = new Map(rows.map((row) => [row.id, row]));
  }

  static async find(sql: Sql, streamIds: readonly string[]): Promise<FirstEvents> {
    if (streamIds.length === 0) return new FirstEvents([]);
    const { rows } = await sql.query<Row>({
      name: 'first-events',
      text: `SELECT id, event_id, event_type, created_at, delivery_count,
                    EXISTS (SELECT 1 FROM fan_outs f WHERE f.event_stream_ids @> ARRAY[e.id]) AS unfinished
               FROM published_events e WHERE id = ANY($1)`,
      values: [streamIds],
    });
    return new FirstEvents(rows);
  }

  /** How many deliveries these events were published with. */
  deliveryCount(streamIds: readonly string[]): number {
    return streamIds.reduce((sum, id) => sum + (this.#rows.get(id)?.delivery_count ?? 0), 0);
  }

  /** What the first publishing of these events was answered, by stream id. */
  async results(sql: Sql, streamIds: readonly string[]): Promise<Map<string, Published>> {
    const rows = [...new Set(streamIds)].flatMap((id) => this.#rows.get(id) ?? []);
    const unfinished = rows.filter((row) => row.unfinished).map(({ id }) => id);
    // Read before the deliveries: a fan-out that is gone by now has made all of its own.
    const fanOuts = await unfinishedFanOuts(sql, unfinished);
    const deliveries = await deliveriesOf(
      sql,
      rows.filter(({ id, delivery_count }) => delivery_count > 0 && !fanOuts.has(id)),
    );
    return new Map(
      rows.map(({ id, event_id, event_type, created_at }) => {
        const endpoint_ids = fanOuts.get(id);
        const later: FanOutDeliveries | undefined = endpoint_ids && { event_stream_id: id, endpoint_ids };
        const created = created_at.toISOString();
        return [
          id,
          { id: event_id, type: event_type, created_at: created, deliveries: later ?? deliveries.get(id) ?? [] },
        ];
      }),
    );
  }
}

type Deliveries = { id: string; endpoint_id: string }[];

/** In the order of the first answer. Those of a recovery were made later than their event, and were not part of it. */
async function deliveriesOf(sql: Sql, rows: readonly Row[]): Promise<Map<string, Deliveries>> {
  const found = new Map<string, Deliveries>();
  for (const part of parts(rows)) {
    const deliveries = await sql.query<{ id: string; endpoint_id: string; event_stream_id: string }>({
      name: 'first-deliveries',
      text: `SELECT d.id, d.endpoint_id, d.event_stream_id FROM published_events e
               JOIN deliveries d ON d.event_stream_id = e.id AND d.created_at = e.created_at
              WHERE e.id = ANY($1) ORDER BY d.endpoint_id`,
      values: [part.map(({ id }) => id)],
    });
    for (const { event_stream_id, ...delivery } of deliveries.rows) {
      const own = found.get(event_stream_id);
      if (own) own.push(delivery);
      else found.set(event_stream_id, [delivery]);
    }
  }
  return found;
}

function parts(rows: readonly Row[]): Row[][] {
  const all: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    room -= row.delivery_count;
    if (room < 0) {
      all.push([]);
      room = maxDeliveries - row.delivery_count;
    }
    all.at(-1)?.push(row);
  }
  return all;
}
