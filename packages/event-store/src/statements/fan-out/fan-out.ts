import type { Sql } from '../../postgres/sql.js';
import type { Columns } from '../../postgres/unnest.js';

/** Events to the same endpoints, whose deliveries are scheduled after the commit. */
export interface FanOut {
  organization_id: string;
  event_stream_ids: readonly string[];
  endpoint_ids: readonly string[];
}

interface FanOutRow {
  organization_id: string;
  id: string;
  event_stream_ids: string;
  endpoint_ids: string;
}

export const fanOutColumns: Columns<FanOutRow> = {
  organization_id: 'text',
  id: 'text',
  event_stream_ids: 'text',
  endpoint_ids: 'text',
};

/** An event is in at most one fan-out, so the first event's id identifies it. */
export const toFanOutRow = ({ organization_id, event_stream_ids, endpoint_ids }: FanOut): FanOutRow => ({
  organization_id,
  id: event_stream_ids[0] ?? '',
  event_stream_ids: event_stream_ids.join(' '),
  endpoint_ids: endpoint_ids.join(' '),
});

/** For a CTE, up to its condition. Lists are sent as texts, since arrays of arrays cannot be unnested by rows. */
export const insertFanOuts = (from: string): string =>
  `INSERT INTO fan_outs (organization_id, id, event_stream_ids, endpoint_ids)
   SELECT organization_id, id, string_to_array(event_stream_ids, ' '), string_to_array(endpoint_ids, ' ') FROM ${from}`;

/** The endpoints of the events in unfinished fan-outs, by the event's stream id. */
export async function unfinishedFanOuts(
  sql: Sql,
  eventStreamIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  if (eventStreamIds.length === 0) return new Map();
  const { rows } = await sql.query<Pick<FanOut, 'event_stream_ids' | 'endpoint_ids'>>({
    name: 'unfinished-fan-outs',
    text: 'SELECT event_stream_ids, endpoint_ids FROM fan_outs WHERE event_stream_ids && $1::text[] COLLATE "C"',
    values: [eventStreamIds],
  });
  const wanted = new Set(eventStreamIds);
  return new Map(
    rows.flatMap(({ event_stream_ids, endpoint_ids }) =>
      event_stream_ids.filter((id) => wanted.has(id)).map((id) => [id, endpoint_ids] as const),
    ),
  );
}

/** The number of deliveries of the events in unfinished fan-outs. */
export async function countFanOuts(sql: Sql, eventStreamIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ id: string; count: number }>(
    `SELECT wanted.id, cardinality(f.endpoint_ids) AS count FROM unnest($1::text[] COLLATE "C") AS wanted (id)
       JOIN fan_outs f ON f.event_stream_ids @> ARRAY[wanted.id]`,
    [eventStreamIds],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export async function isAnyFanOut(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query({ name: 'any-fan-out', text: 'SELECT 1 FROM fan_outs LIMIT 1' });
  return rows.length > 0;
}
