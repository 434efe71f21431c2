import { firstIdAt, type IdKind } from '@postrider/contracts';

/**
 * Ids are sorted by time, so that a time range is one of ids: those from `first` on, and before `bound`. Undefined where
 * the range is open.
 */
export function idRange(
  kind: IdKind,
  { since, until }: { since?: string | undefined; until?: string | undefined },
): { first: string | undefined; bound: string | undefined } {
  return { first: idAt(kind, since), bound: idAt(kind, until) };
}

/** Ids hold no time before 1970. */
const idAt = (kind: IdKind, time: string | undefined): string | undefined =>
  time === undefined ? undefined : firstIdAt(kind, new Date(Math.max(0, Date.parse(time))));
