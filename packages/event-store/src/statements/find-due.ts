import type { QueueName } from '@postrider/contracts';
import type { Sql } from '../postgres/sql.js';

export interface DuePosition {
  next_attempt_at: Date;
  id: string;
}

export interface DueDelivery extends DuePosition {
  endpoint_id: string;
  attempt_count: number;
  queue: QueueName;
}

export interface DuePage {
  due: DueDelivery[];
  /** The end of the page; null after the last page. */
  next: DuePosition | null;
}

/**
 * A page of the pending deliveries that were due before `before`, oldest first, after `after`. OFFSET 0 keeps the order
 * of the joins, whatever the planner's statistics. A row without a delivery counts for the page and is left out.
 */
export async function findDue(
  sql: Sql,
  { before, after, limit }: { before: Date; after: DuePosition | null; limit: number },
): Promise<DuePage> {
  const { rows } = await sql.query<DueDelivery | (DuePosition & { endpoint_id: string; attempt_count: null })>({
    name: 'find-due',
    text: `SELECT p.id, p.endpoint_id, p.next_attempt_at, d.attempt_count, d.queue
             FROM (SELECT id, endpoint_id, next_attempt_at FROM pending_deliveries
                    WHERE next_attempt_at < $1 AND (next_attempt_at, id) > ($2, $3)
                    ORDER BY next_attempt_at, id LIMIT $4) AS p
             LEFT JOIN LATERAL (SELECT attempt_count, queue FROM deliveries WHERE id = p.id OFFSET 0) d ON true
            ORDER BY p.next_attempt_at, p.id`,
    values: [before, after?.next_attempt_at ?? '-infinity', after?.id ?? '', limit],
  });
  const last = rows.at(-1);
  return {
    due: rows.filter((row) => row.attempt_count !== null),
    next: rows.length === limit && last ? { next_attempt_at: last.next_attempt_at, id: last.id } : null,
  };
}
