import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable, type Expiring, type Sql } from '@postrider/event-store';

export interface DeletionLimits {
  /** Rows of a statement at first; halved when a statement takes too long. */
  batch: number;
  /** Milliseconds between two statements, for other work on the database. */
  pauseMs: number;
  /** Milliseconds after which no further statement is begun. */
  budgetMs: number;
  /** True when the process is to end. */
  isOver: () => boolean;
}

/** Fewest rows of a statement: if these take too long, it is not for their number. */
const leastBatch = 50;

/** Deletes expired rows in batches. Returns whether some are left, since the time is over. */
export async function deleteExpired(
  sql: Sql,
  expiring: Expiring,
  { batch, pauseMs, budgetMs, isOver }: DeletionLimits,
): Promise<{ deleted: number; more: boolean }> {
  const endsAt = performance.now() + budgetMs;
  let size = batch;
  let deleted = 0;
  let from: Parameters<Expiring['deleteBatch']>[2];
  for (;;) {
    try {
      const { deleted: count, next } = await expiring.deleteBatch(sql, size, from);
      deleted += count;
      if (!next) return { deleted, more: false };
      from = next;
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable) || size <= leastBatch) throw error;
      size = Math.max(leastBatch, Math.floor(size / 2));
    }
    if (isOver() || performance.now() >= endsAt) return { deleted, more: true };
    await sleep(pauseMs);
  }
}
