import { findDefaultRows, listPartitions, moveDefaultRows, plannedDrops, type Database } from '@postrider/event-store';

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/**
 * Returns the partitions with their sizes and ages, and when retention of `days` drops them, then the rows of the default
 * partitions by the day or week of their time.
 */
export async function showPartitions(database: Database, { days }: { days: number }) {
  const planned = new Map((await plannedDrops(database, days)).map((each) => [each.partition, each]));
  const misplaced = await findDefaultRows(database);
  return {
    data: [
      ...(await listPartitions(database)).map(({ partition, bytes }) => {
        const drop = planned.get(partition);
        if (!drop) return { partition, bytes };
        const { from, to, ageDays: age_days, at, keptFor: kept_for = null } = drop;
        return { partition, bytes, from: dayOf(from), to: dayOf(to), age_days, drop_on: dayOf(at), kept_for };
      }),
      ...misplaced.map(({ partition, from, rows }) => ({
        partition: `default, belongs in ${partition}`,
        from: dayOf(from),
        rows,
      })),
    ],
  };
}

/** Moves rows from the default partitions into those of their time. Yields a line for each. */
export async function* repairPartitions(database: Database): AsyncGenerator<string> {
  let moved = 0;
  for await (const { partition, rows } of moveDefaultRows(database)) {
    moved += rows;
    yield `${partition}: moved ${String(rows)} rows`;
  }
  const left = await findDefaultRows(database);
  for (const { partition, rows } of left) yield `${partition}: ${String(rows)} rows remain in the default partition`;
  yield moved === 0 && left.length === 0
    ? 'nothing to repair: every row is in the partition of its time'
    : `moved ${String(moved)} rows in total`;
}
