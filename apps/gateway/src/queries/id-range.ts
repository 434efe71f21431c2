import { firstIdAt, type IdKind } from '@postrider/contracts';
import type { IdRange } from '@postrider/event-store';

/**
 * Converts a time range to a range of ids, which sort by time: `first` is the lowest id, and all ids are lower than
 * `bound`. Undefined where the range is open.
 */
export function idRange(
  kind: IdKind,
  { since, until }: { since?: string | undefined; until?: string | undefined },
): { first: string | undefined; bound: string | undefined } {
  return { first: idAt(kind, since), bound: idAt(kind, until) };
}

/** The ids of a page: those of the time range before the cursor. */
export function pageRange(
  kind: IdKind,
  { cursor, ...range }: { since?: string | undefined; until?: string | undefined; cursor?: string | undefined },
): IdRange {
  const { first, bound } = idRange(kind, range);
  return { first, before: earlier(bound, cursor) };
}

/** The lower of two ids, or the one that is given. */
export const earlier = (id: string | undefined, other: string | undefined): string | undefined =>
  id === undefined || (other !== undefined && other < id) ? other : id;

/** Ids have no times before 1970. */
const idAt = (kind: IdKind, time: string | undefined): string | undefined =>
  time === undefined ? undefined : firstIdAt(kind, new Date(Math.max(0, Date.parse(time))));
