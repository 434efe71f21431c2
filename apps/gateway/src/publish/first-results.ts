import type { PublishedEvent } from '@postrider/contracts';
import type { PublishedEventState } from '@postrider/domain';
import type { Sql } from '@postrider/event-store';

/** What the first publishing of these events was answered, by stream id. */
export async function firstResults(sql: Sql, streamIds: readonly string[]): Promise<Map<string, PublishedEvent>> {
  if (streamIds.length === 0) return new Map();
  const events = await sql.query<PublishedEventState>(
    'SELECT id, event_id, event_type, created_at FROM published_events WHERE id = ANY($1)',
    [streamIds],
  );
  // Those of a recovery were made later than their event, and were not part of the answer.
  const deliveries = await sql.query<{ id: string; endpoint_id: string; event_stream_id: string }>(
    `SELECT d.id, d.endpoint_id, d.event_stream_id FROM published_events e
       JOIN deliveries d ON d.event_stream_id = e.id AND d.created_at = e.created_at
      WHERE e.id = ANY($1) ORDER BY d.id`,
    [streamIds],
  );
  const byEvent = Map.groupBy(deliveries.rows, ({ event_stream_id }) => event_stream_id);
  return new Map(
    events.rows.map(({ id, event_id, event_type, created_at }) => [
      id,
      {
        id: event_id,
        type: event_type,
        created_at: created_at.toISOString(),
        deliveries: (byEvent.get(id) ?? []).map((delivery) => ({ id: delivery.id, endpoint_id: delivery.endpoint_id })),
      },
    ]),
  );
}
