import type { Database } from '@postrider/event-store';

/** Counts of committed rows of one event. A complete event has `announced` rows of each kind. */
export interface CommittedEvent {
  readonly event_id: string;
  /** The event's `delivery_count`. */
  readonly announced: number;
  readonly published_in_log: number;
  readonly scheduled_in_log: number;
  readonly deliveries: number;
}

/** Reads all events from the log and the read models, including those in only one of them. */
export async function committedEvents(database: Database): Promise<CommittedEvent[]> {
  const { rows } = await database.query<CommittedEvent & Record<string, unknown>>(
    `WITH logged AS (
       SELECT COALESCE(data ->> 'event_id', '') AS event_id,
              count(*) FILTER (WHERE type = 'EventPublished')::int AS published_in_log,
              count(*) FILTER (WHERE type = 'DeliveryScheduled')::int AS scheduled_in_log
         FROM domain_events WHERE type IN ('EventPublished', 'DeliveryScheduled') GROUP BY 1),
     sent AS (SELECT event_id, count(*)::int AS deliveries FROM deliveries GROUP BY 1)
     SELECT event_id, COALESCE(e.delivery_count, 0) AS announced, COALESCE(published_in_log, 0) AS published_in_log,
            COALESCE(scheduled_in_log, 0) AS scheduled_in_log, COALESCE(deliveries, 0) AS deliveries
       FROM published_events e FULL JOIN logged USING (event_id) FULL JOIN sent USING (event_id)`,
  );
  return rows;
}
