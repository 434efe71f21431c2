import { firstIdAt, type IdKind } from '@postrider/contracts';

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

/** Ids have no times before 1970. */
const idAt = (kind: IdKind, time: string | undefined): string | undefined =>
  time === undefined ? undefined : firstIdAt(kind, new Date(Math.max(0, Date.parse(time))));
