import type { Database } from '@postrider/event-store';

export interface Wait {
  stage: string;
  p50: number;
  p99: number;
}

/** Returns the times between recorded moments, in milliseconds, for events published after `since`. */
export async function waits(database: Database, since: Date): Promise<Wait[]> {
  const { rows } = await database.query<Wait & { n: number }>(
    `WITH moments AS (
       SELECT ((e.data->>'body')::json->'data'->>'sent_at')::float AS sent,
              extract(epoch FROM e.occurred_at)::float * 1000 AS accepted,
              extract(epoch FROM (a.data->>'started_at')::timestamptz)::float * 1000 AS started,
              (a.data->>'duration_ms')::float AS duration,
              extract(epoch FROM a.occurred_at)::float * 1000 AS recorded
         FROM published_events p
         JOIN domain_events e ON e.stream_id = p.id AND e.version = 1
         JOIN deliveries d ON d.event_stream_id = p.id
         JOIN domain_events a ON a.stream_id = d.id AND a.version = 2
        WHERE p.created_at > $1),
     stages (n, stage, ms) AS (
       SELECT s.* FROM moments, LATERAL (VALUES
         (1, 'published → decided by the gateway', accepted - sent),
         (2, 'decided → request begins (commit, enqueue, pick-up, load, sign)', started - accepted),
         (3, 'request begins → response', duration),
         (4, 'published → response', started + duration - sent)) AS s (n, stage, ms))
     SELECT n, stage, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50,
            percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS p99
       FROM stages GROUP BY n, stage ORDER BY n`,
    [since],
  );
  return rows.map(({ stage, p50, p99 }) => ({ stage, p50, p99 }));
}
