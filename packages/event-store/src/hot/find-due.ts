import type { AttemptTrigger } from '@postrider/contracts';
import type { Sql } from '../sql.js';

/** Where a walk through the due deliveries stands. */
export interface DuePosition {
  next_attempt_at: Date;
  id: string;
}

export interface DueDelivery extends DuePosition {
  endpoint_id: string;
  attempt_count: number;
  next_trigger: AttemptTrigger;
}

/** Hot statement 4: pending deliveries that were due before `before`, oldest first, from behind `after` on. */
export async function findDue(
  sql: Sql,
  { before, after, limit }: { before: Date; after: DuePosition | null; limit: number },
): Promise<DueDelivery[]> {
  const { rows } = await sql.query<DueDelivery>({
    name: 'find-due',
    text: `SELECT p.id, p.endpoint_id, p.next_attempt_at, d.attempt_count, d.next_trigger
             FROM (SELECT id, endpoint_id, next_attempt_at FROM pending_deliveries
                    WHERE next_attempt_at < $1 AND (next_attempt_at, id) > ($2, $3)
                    ORDER BY next_attempt_at, id LIMIT $4) AS p
             JOIN deliveries d ON d.id = p.id ORDER BY p.next_attempt_at, p.id`,
    values: [before, after?.next_attempt_at ?? '-infinity', after?.id ?? '', limit],
  });
  return rows;
}

/** Ids of pending deliveries of inactive endpoints. Test deliveries are left out: they are sent all the same. */
export async function findPendingOfInactive(sql: Sql, limit: number, endpointId?: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT p.id FROM endpoints e
       JOIN pending_deliveries p ON p.endpoint_id = e.id
       JOIN deliveries d ON d.id = p.id AND NOT d.test
      WHERE NOT e.active AND ($2::text IS NULL OR e.id = $2) LIMIT $1`,
    [limit, endpointId ?? null],
  );
  return rows.map(({ id }) => id);
}
