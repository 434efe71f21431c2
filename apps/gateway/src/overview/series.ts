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

/** The sum of what is known; null if nothing is. */
export function knownSum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

export function totalsOf(counted: readonly Counts[]) {
  const sum = (name: 'delivered' | 'failed' | 'retried' | 'failed_attempts'): number =>
    counted.reduce((total, counts) => total + counts[name], 0);
  const [delivered, failed] = [sum('delivered'), sum('failed')];
  const first_attempts = knownSum(counted.map((counts) => counts.first_attempts));
  const failed_first_attempts = knownSum(counted.map((counts) => counts.failed_first_attempts));
  return {
    delivered,
    failed,
    failed_attempts: sum('failed_attempts'),
    retried: sum('retried'),
    success_rate: share(delivered, delivered + sum('failed_attempts')),
    delivery_success_rate: share(delivered, delivered + failed),
    first_attempt_success_rate: share((first_attempts ?? 0) - (failed_first_attempts ?? 0), first_attempts ?? 0),
    first_attempts,
    failed_first_attempts,
  };
}

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Buckets with attempts, or with deliveries that failed without one. */
export const activeBuckets = (counted: readonly Counts[]): number =>
  counted.filter(({ delivered, failed_attempts, failed }) => delivered + failed_attempts + failed > 0).length;
