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
    text: `SELECT id, endpoint_id, next_attempt_at, attempt_count, next_trigger FROM deliveries
            WHERE status = 'pending' AND next_attempt_at < $1 AND (next_attempt_at, id) > ($2, $3)
            ORDER BY next_attempt_at, id LIMIT $4`,
    values: [before, after?.next_attempt_at ?? '-infinity', after?.id ?? '', limit],
  });
  return rows;
}

/** Ids of pending deliveries of inactive endpoints. Test deliveries are left out: they are sent all the same. */
export async function findPendingOfInactive(sql: Sql, limit: number, endpointId?: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT d.id FROM endpoints e
       JOIN deliveries d ON d.endpoint_id = e.id AND d.status = 'pending' AND NOT d.test
      WHERE NOT e.active AND ($2::text IS NULL OR e.id = $2) LIMIT $1`,
    [limit, endpointId ?? null],
  );
  return rows.map(({ id }) => id);
}
