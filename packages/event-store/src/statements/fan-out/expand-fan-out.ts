import type { DeliveryScheduled, RecordedEvent } from '@postrider/contracts';
import { fanOutDeliveryIds, scheduleDeliveries, type DeliveryState, type EndpointState } from '@postrider/domain';
import { readStreams } from '../../log/log.js';
import type { Sql } from '../../postgres/sql.js';
import { insertScheduled } from '../insert-scheduled.js';

interface Unfinished {
  organization_id: string;
  id: string;
  event_stream_ids: string[];
  endpoint_ids: string[];
  /** Number of scheduled deliveries, event by event, each to all endpoints. */
  position: number;
}

type Scheduled = RecordedEvent<DeliveryScheduled>;

export interface ExpandedChunk {
  deliveries: DeliveryState[];
  /** The trace contexts of its events. */
  traceparents: string[];
}

/** Rows that a Slack message counts for in a chunk, since it is larger. */
const slackRows = 5;

/**
 * Schedules up to `limit` deliveries of the oldest fan-out of the next organization, and deletes the fan-out with its
 * last chunk. Organizations take turns: `turn` advances even if the chunk fails. Runs in a transaction, which locks the
 * fan-out, so that concurrent calls take different ones. Returns undefined if every fan-out is locked or none is left.
 */
export async function expandFanOut(
  sql: Sql,
  turn: { last: string },
  limit: number,
): Promise<ExpandedChunk | undefined> {
  const fanOut = (await lockNext(sql, turn.last)) ?? (turn.last === '' ? undefined : await lockNext(sql, ''));
  if (!fanOut) return undefined;
  turn.last = fanOut.organization_id;
  const { scheduled, position, traceparents } = await nextDeliveries(sql, fanOut, limit);
  const deliveries = await insertScheduled(sql, scheduled);
  if (position >= fanOut.event_stream_ids.length * fanOut.endpoint_ids.length) {
    await sql.query('DELETE FROM fan_outs WHERE organization_id = $1 AND id = $2', [fanOut.organization_id, fanOut.id]);
  } else {
    await sql.query('UPDATE fan_outs SET position = $3 WHERE organization_id = $1 AND id = $2', [
      fanOut.organization_id,
      fanOut.id,
      position,
    ]);
  }
  return { deliveries, traceparents };
}

async function lockNext(sql: Sql, after: string): Promise<Unfinished | undefined> {
  const { rows } = await sql.query<Unfinished>({
    name: 'lock-next-fan-out',
    text: `SELECT organization_id, id, event_stream_ids, endpoint_ids, position FROM fan_outs
            WHERE organization_id > $1 ORDER BY organization_id, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    values: [after],
  });
  return rows[0];
}

/** The next chunk of deliveries and the position after it. */
async function nextDeliveries(
  sql: Sql,
  fanOut: Unfinished,
  limit: number,
): Promise<{ scheduled: Scheduled[]; position: number; traceparents: string[] }> {
  const { event_stream_ids, endpoint_ids } = fanOut;
  const width = endpoint_ids.length;
  const differing = await differingEndpoints(sql, endpoint_ids);
  const chunk: { event: string; endpoint: string }[] = [];
  let position = fanOut.position;
  for (let rows = 0; rows < limit && position < event_stream_ids.length * width; position++) {
    const event = event_stream_ids[Math.floor(position / width)] ?? '';
    const endpoint = endpoint_ids[position % width] ?? '';
    chunk.push({ event, endpoint });
    rows += differing.get(endpoint)?.format === 'slack' ? slackRows : 1;
  }
  const streams = await readStreams(sql, [...new Set(chunk.map(({ event }) => event))]);
  const traceparents = new Set<string>();
  const scheduled = [...Map.groupBy(chunk, ({ event }) => event)].flatMap(([stream_id, own]): Scheduled[] => {
    const [published] = streams.get(stream_id) ?? [];
    // The event was deleted by hand. The other events are still expanded.
    if (published?.event.type !== 'EventPublished') return [];
    const endpoints = own.map(({ endpoint: id }) => differing.get(id) ?? { id, ...usual });
    // Deliveries have the time of their event, as those of a small call do.
    const { occurred_at, event } = published;
    if (event.data.traceparent !== undefined) traceparents.add(event.data.traceparent);
    return scheduleDeliveries({ ...published, event }, endpoints, {
      deliveryId: fanOutDeliveryIds(stream_id),
      queue: 'deliver',
      occurred_at,
    });
  });
  return { scheduled, position, traceparents: [...traceparents] };
}

type Recipient = Pick<EndpointState, 'id' | 'format' | 'envelope'>;

const usual = { format: 'json', envelope: 'default' } as const;

/** The endpoints with Slack format or an envelope of their own, including deleted ones. */
async function differingEndpoints(sql: Sql, ids: readonly string[]): Promise<Map<string, Recipient>> {
  const { rows } = await sql.query<Recipient>({
    name: 'differing-endpoints',
    text: `SELECT id, format, envelope FROM endpoints
            WHERE id = ANY($1) AND (format <> 'json' OR envelope <> 'default')`,
    values: [ids],
  });
  return new Map(rows.map((recipient) => [recipient.id, recipient]));
}
