import { firstIdAt } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';

export interface PendingByCreation {
  /** One for each start. Deliveries that are older than all of them count for the first. */
  counts: number[];
  capped: boolean;
}

/** Pending deliveries of an endpoint by the time of their creation: the oldest ones, up to `limit`. */
export async function loadPendingByCreation(
  sql: Sql,
  { endpoint_id, starts, limit }: { endpoint_id: string; starts: readonly Date[]; limit: number },
): Promise<PendingByCreation> {
  const { rows } = await sql.query<{ bucket: number; pending: number }>({
    name: 'load-pending-by-creation',
    text: `SELECT greatest(width_bucket(id, $2::text[]), 1) AS bucket, count(*)::int AS pending
             FROM (SELECT id FROM pending_deliveries WHERE endpoint_id = $1 ORDER BY id LIMIT $3) AS oldest
            GROUP BY 1`,
    values: [endpoint_id, starts.map((start) => firstIdAt('delivery', start)), limit + 1],
  });
  const counts = starts.map((_, i) => rows.find(({ bucket }) => bucket === i + 1)?.pending ?? 0);
  const capped = counts.reduce((sum, count) => sum + count, 0) > limit;
  const newest = counts.findLastIndex((count) => count > 0);
  return { counts: capped ? counts.with(newest, (counts[newest] ?? 1) - 1) : counts, capped };
}
