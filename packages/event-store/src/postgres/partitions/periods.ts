const dayMs = 24 * 3_600_000;
const weekMs = 7 * dayMs;
/** The first Monday of Unix time. Weeks run from Monday to Monday, UTC. */
const firstMonday = 4 * dayMs;

export type PartitionLength = 'day' | 'week';

/** A time range, in milliseconds since 1970 as all times here. `to` is excluded. */
export interface TimeRange {
  from: number;
  to: number;
}

const lengths = { day: { ms: dayMs, first: 0 }, week: { ms: weekMs, first: firstMonday } };

export const lengthMs = (length: PartitionLength): number => lengths[length].ms;

/** The midnight or the Monday that a day or week begins with. */
export function startOf(length: PartitionLength, time: number): number {
  const { ms, first } = lengths[length];
  return time - ((((time - first) % ms) + ms) % ms);
}

/** The day or week of a time, without the parts of it that `taken` has. No range of `taken` may have the time. */
export function periodAround(length: PartitionLength, time: number, taken: readonly TimeRange[]): TimeRange {
  const start = startOf(length, time);
  return {
    from: Math.max(start, ...taken.map(({ to }) => to).filter((to) => to <= time)),
    to: Math.min(start + lengthMs(length), ...taken.map(({ from }) => from).filter((from) => from > time)),
  };
}

/** The days or weeks that cover `wanted` together with the ranges that are taken, oldest first. */
export function missingPeriods(length: PartitionLength, wanted: TimeRange, taken: readonly TimeRange[]): TimeRange[] {
  const missing: TimeRange[] = [];
  for (let time = wanted.from; time < wanted.to;) {
    const known = taken.find(({ from, to }) => from <= time && time < to);
    const period = known ?? periodAround(length, time, taken);
    if (!known) missing.push(period);
    time = period.to;
  }
  return missing;
}
