import { idTime, firstIdAt } from '@postrider/contracts';
import { namedFor, since, within } from '../../postgres/partitions/weeks.js';
import type { Sql } from '../../postgres/sql.js';

export interface Arrivals {
  deliveries: number;
  /** The time since which they were created. */
  since: Date;
}

/** Deliveries that were created since a time: the newest ones, up to `limit`. */
export async function loadArrivals(
  sql: Sql,
  { organization_id, from, limit }: { organization_id: string; from: Date; limit: number },
): Promise<Arrivals> {
  const weeks = since(from.getTime());
  const { rows } = await sql.query<{ deliveries: number; oldest: string | null }>({
    ...namedFor('load-arrivals', weeks),
    text: `SELECT count(*)::int AS deliveries, min(id) AS oldest
             FROM (SELECT id FROM deliveries
                    WHERE organization_id = $1 AND id >= $2 AND ${within('id', 'delivery', weeks)}
                    ORDER BY id DESC LIMIT $3) AS newest`,
    values: [organization_id, firstIdAt('delivery', from), limit],
  });
  const { deliveries = 0, oldest = null } = rows[0] ?? {};
  return { deliveries, since: deliveries < limit || oldest === null ? from : idTime(oldest) };
}

/** How many deliveries were completed since a time, from counters. */
export async function loadCompletions(
  sql: Sql,
  { organization_id, from }: { organization_id: string; from: Date },
): Promise<number> {
  const { rows } = await sql.query<{ completed: number }>({
    name: 'load-completions',
    text: `SELECT coalesce(sum(delivered + failed), 0)::int AS completed
             FROM (SELECT delivered, failed FROM organization_periods
                    WHERE organization_id = $1 AND seconds = 60 AND start >= $2
                   UNION ALL
                   SELECT delivered, failed FROM attempt_counters WHERE organization_id = $1 AND minute >= $2) AS counted`,
    values: [organization_id, from],
  });
  return rows[0]?.completed ?? 0;
}
