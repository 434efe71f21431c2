import { firstIdAt, idTime } from '@postrider/contracts';
import { lengthMs, startOf } from './periods.js';
import type { PartitionKind } from './partitioned-tables.js';

/** Weeks of one read. The next one is for all that is left. */
const widths = [2, 8, 32];

/** Ids of one read: `first` is the lowest, and all are lower than `before`. Undefined where the range is open. */
export interface IdRange {
  first: string | undefined;
  before: string | undefined;
}

/**
 * Reads a page of a list, newest first, from a few partitions at a time until it is full. A statement for all partitions
 * opens each of them to be planned, before it reads the newest.
 */
export async function walkBack<Row>(
  kind: PartitionKind,
  { first, before }: IdRange,
  limit: number,
  read: (range: IdRange, limit: number) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  // The clock of the process decides only about the width.
  let time = startOf('week', before === undefined ? Date.now() : idTime(before).getTime());
  let end = before;
  for (const width of widths) {
    time -= (width - 1) * lengthMs('week');
    const start = firstIdAt(kind, new Date(Math.max(0, time)));
    if (first !== undefined && start <= first) break;
    rows.push(...(await read({ first: start, before: end }, limit - rows.length)));
    if (rows.length >= limit) return rows;
    end = start;
    time -= lengthMs('week');
  }
  return [...rows, ...(await read({ first, before: end }, limit - rows.length))];
}
