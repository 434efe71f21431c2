import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable, type Expiring, type Sql } from '@postrider/event-store';

export interface DeletionLimits {
  /** Rows of the first statement. Halved when a statement times out. */
  batch: number;
  /** Pause between two statements, in milliseconds. */
  pauseMs: number;
  /** Time limit in milliseconds, after which no further statement starts. */
  budgetMs: number;
  /** Checked before each further statement. */
  mustStop: () => boolean;
}

/** A statement with fewer rows would time out as well. */
const minBatch = 50;

/** Deletes expired rows in batches. `more` is true if rows are left at the time limit. */
export async function deleteExpired(
  sql: Sql,
  expiring: Expiring,
  { batch, pauseMs, budgetMs, mustStop }: DeletionLimits,
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
      if (!(error instanceof DatabaseUnavailable) || size <= minBatch) throw error;
      size = Math.max(minBatch, Math.floor(size / 2));
    }
    if (mustStop() || performance.now() >= endsAt) return { deleted, more: true };
    await sleep(pauseMs);
  }
}
