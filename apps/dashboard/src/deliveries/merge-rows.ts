import type { DeliverySummary } from '@postrider/contracts';

type Row = Pick<DeliverySummary, 'id'>;

export interface MergedRows<R extends Row> {
  /** The shown rows in their places, with their current state. */
  rows: readonly R[];
  /** Shown rows that the filters no longer match. */
  left: ReadonlySet<string>;
  /** Number of newer rows. */
  fresh: number;
  /** The shown rows are no longer among the watched ones, and no longer change. */
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
