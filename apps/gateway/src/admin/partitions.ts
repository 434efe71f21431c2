import { findDefaultRows, listPartitions, moveDefaultRows, type Database } from '@postrider/event-store';

/** Returns the partitions with their sizes, then the rows of the default partitions by the day or week of their time. */
export async function showPartitions(database: Database) {
  const misplaced = await findDefaultRows(database);
  return {
    data: [
      ...(await listPartitions(database)),
      ...misplaced.map(({ partition, from, rows }) => ({
        partition: `default, belongs in ${partition}`,
        from: from.toISOString().slice(0, 10),
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
