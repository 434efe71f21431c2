import type { QueueName } from '@postrider/contracts';
import { namedFor, weeksOf, within } from '../postgres/partitions/weeks.js';
import type { Sql } from '../postgres/sql.js';
import type { PendingDelivery } from '../read-models/pending.js';

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
 * A page of the pending deliveries that were due before `before`, oldest first, after `after`. A row without a delivery
 * counts for the page and is left out.
 */
export async function findDue(
  sql: Sql,
  { before, after, limit }: { before: Date; after: DuePosition | null; limit: number },
): Promise<DuePage> {
  const { rows } = await sql.query<PendingDelivery & DuePosition>({
    name: 'find-due',
    text: `SELECT organization_id, id, endpoint_id, next_attempt_at FROM pending_deliveries
            WHERE next_attempt_at < $1 AND (next_attempt_at, id) > ($2, $3)
            ORDER BY next_attempt_at, id LIMIT $4`,
    values: [before, after?.next_attempt_at ?? '-infinity', after?.id ?? '', limit],
  });
  const jobs = await findJobs(sql, rows);
  const last = rows.at(-1);
  return {
    due: rows.flatMap(({ id, endpoint_id, next_attempt_at }) => {
      const job = jobs.get(id);
      return job ? [{ id, endpoint_id, next_attempt_at, ...job }] : [];
    }),
    next: rows.length === limit && last ? { next_attempt_at: last.next_attempt_at, id: last.id } : null,
  };
}

type Job = Pick<DueDelivery, 'attempt_count' | 'queue'>;

/** OFFSET 0 keeps the order of the joins, whatever the planner's statistics. */
async function findJobs(sql: Sql, pending: readonly PendingDelivery[]): Promise<Map<string, Job>> {
  if (pending.length === 0) return new Map();
  const ids = pending.map(({ id }) => id);
  const weeks = weeksOf(ids);
  const { rows } = await sql.query<Job & { id: string }>({
    ...namedFor('find-due-jobs', weeks),
    text: `SELECT p.id, d.attempt_count, d.queue
             FROM (SELECT unnest($1::text[]) AS organization_id, unnest($2::text[]) AS id) AS p
             CROSS JOIN LATERAL (
                    SELECT attempt_count, queue FROM deliveries
                     WHERE organization_id = p.organization_id AND id = p.id AND ${within('id', 'delivery', weeks)}
                    OFFSET 0) d`,
    values: [pending.map(({ organization_id }) => organization_id), ids],
  });
  return new Map(rows.map(({ id, ...job }) => [id, job]));
}
