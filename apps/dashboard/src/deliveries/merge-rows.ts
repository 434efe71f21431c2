import type { DeliverySummary } from '@postrider/contracts';

type Row = Pick<DeliverySummary, 'id'>;

export interface MergedRows<R extends Row> {
  /** The rows that are shown, in their places, with what is now known of them. */
  rows: readonly R[];
  /** Of the rows shown, those that the filters no longer match. */
  left: ReadonlySet<string>;
  /** How many newer ones there are. */
  fresh: number;
  /** There are so many that the rows shown are no longer among the newest, and do not change any more. */
  isPaused: boolean;
}

const none: ReadonlySet<string> = new Set();

/**
 * Brings the state of the newest rows, at most `mostWatched`, to the rows that are shown. Both newest first; ids sort by
 * time.
 */
export function merge<R extends Row>(
  shown: readonly R[],
  newest: readonly R[] | undefined,
  mostWatched: number,
): MergedRows<R> {
  if (newest === undefined) return { rows: shown, left: none, fresh: 0, isPaused: false };
  const top = shown[0]?.id ?? '';
  const fresh = newest.filter(({ id }) => id > top).length;
  const known = new Map(newest.map((row) => [row.id, row]));
  const oldest = newest.length < mostWatched ? '' : (newest.at(-1)?.id ?? '');
  const left = shown.filter(({ id }) => id >= oldest && !known.has(id)).map(({ id }) => id);
  return {
    rows: shown.map((row) => known.get(row.id) ?? row),
    left: new Set(left),
    fresh,
    isPaused: fresh >= mostWatched,
  };
}
