import { idTime } from '@postrider/contracts';
import type { Sql } from '../postgres/sql.js';

/** Due deliveries are counted up to this number. */
export const countedDue = 10_000;

export interface Backlog {
  /** Age of the oldest due delivery, in seconds; 0 without one. */
  oldestDueSeconds: number;
  /** Number of due deliveries, counted up to `countedDue`. */
  due: number;
  /** Number of pending deliveries, as Postgres's statistics estimate it. */
  pending: number;
}

export const backlogQuery = `SELECT coalesce(extract(epoch FROM now() - min(next_attempt_at)), 0)::float8 AS "oldestDueSeconds",
       count(*)::int AS due,
       coalesce(pg_stat_get_live_tuples('pending_deliveries'::regclass), 0)::float8 AS pending
  FROM (SELECT next_attempt_at FROM pending_deliveries
         WHERE next_attempt_at <= now() ORDER BY next_attempt_at, id LIMIT ${String(countedDue)}) AS due`;

/** Reads at most `countedDue` entries of an index. */
export async function readBacklog(sql: Sql): Promise<Backlog> {
  const { rows } = await sql.query<Backlog>({ name: 'backlog', text: backlogQuery });
  return rows[0] ?? { oldestDueSeconds: 0, due: 0, pending: 0 };
}

/**
 * Returns, for each table with partitions by id, for how many more seconds new ids have a partition: the least of its
 * kinds of ids.
 */
export async function readPartitionsAhead(sql: Sql): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ table: string; bound: string; now: Date }>({
    name: 'partitions-ahead',
    text: `SELECT parent::text AS table, max(bound COLLATE "C") AS bound, now() AS now
             FROM (SELECT i.inhparent::regclass AS parent,
                          substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \\(''([a-z]+_[0-9a-z]{26})''\\)') AS bound
                     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relispartition) AS partitions
            WHERE bound IS NOT NULL GROUP BY parent, split_part(bound, '_', 1)`,
  });
  const ahead = new Map<string, number>();
  for (const { table, bound, now } of rows) {
    const seconds = (idTime(bound).getTime() - now.getTime()) / 1_000;
    ahead.set(table, Math.min(ahead.get(table) ?? Infinity, seconds));
  }
  return ahead;
}
