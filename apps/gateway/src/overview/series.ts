import { periods, type Counts } from '@postrider/event-store';

interface TimeRange {
  from: Date;
  to: Date;
}

/** Returns the range that ends with the bucket in progress. */
export function rangeEndingAt(now: Date, seconds: number, bucketSeconds: number): TimeRange {
  const bucketMs = bucketSeconds * 1_000;
  const to = (Math.floor(now.getTime() / bucketMs) + 1) * bucketMs;
  return { from: new Date(to - seconds * 1_000), to: new Date(to) };
}

/** Returns the period, in seconds, whose sums make up buckets of this length with the fewest rows. */
export const sumsOf = (bucketSeconds: number): number =>
  bucketSeconds % periods.hour === 0 ? periods.hour : periods.minute;

/** Returns one entry for each bucket of the range, oldest first, also for buckets without attempts. */
export function gapless<C extends { start: Date }, V>(
  { from, to }: TimeRange,
  bucketSeconds: number,
  counted: readonly C[],
  valuesOf: (counts: Partial<C>) => V,
): ({ start: string } & V)[] {
  const byStart = new Map(counted.map((counts) => [counts.start.getTime(), counts]));
  const bucketMs = bucketSeconds * 1_000;
  return Array.from({ length: (to.getTime() - from.getTime()) / bucketMs }, (_, i) => {
    const start = from.getTime() + i * bucketMs;
    return { start: new Date(start).toISOString(), ...valuesOf(byStart.get(start) ?? {}) };
  });
}

export function totalsOf(counted: readonly Counts[]) {
  const sum = (name: keyof Counts): number => counted.reduce((total, counts) => total + counts[name], 0);
  const delivered = sum('delivered');
  const attempts = delivered + sum('failed_attempts');
  return {
    delivered,
    failed: sum('failed'),
    retried: sum('retried'),
    success_rate: attempts === 0 ? null : delivered / attempts,
  };
}
