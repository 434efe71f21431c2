import { findDefaultRows, listPartitions, moveDefaultRows, type Database } from '@postrider/event-store';

interface Shown {
  partition: string;
  /** Of a default partition, the week that rows belong to. */
  week?: string;
  rows?: number;
  bytes?: number;
}

/** The partitions with their sizes, then what is in the default partitions. */
export async function showPartitions(database: Database): Promise<{ data: Shown[] }> {
  const misplaced = await findDefaultRows(database);
  return {
    data: [
      ...(await listPartitions(database)),
      ...misplaced.map(({ partition, week, rows }) => ({
        partition: `default, belongs in ${partition}`,
        week: week.toISOString().slice(0, 10),
        rows,
      })),
    ],
  };
}

/** Moves what is in the default partitions. Yields a line for each week that is done. */
export async function* repairPartitions(database: Database): AsyncGenerator<string> {
  let moved = 0;
  for await (const { partition, rows } of moveDefaultRows(database)) {
    moved += rows;
    yield `${partition}: ${String(rows)} rows moved`;
  }
  const left = await findDefaultRows(database);
  for (const { partition, rows } of left) yield `${partition}: ${String(rows)} rows left in the default partition`;
  yield moved === 0 && left.length === 0 ? 'every row is in the partition of its week' : `${String(moved)} rows moved`;
}
