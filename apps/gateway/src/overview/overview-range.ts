import { overviewLimits, overviewRanges, type Overview } from '@postrider/contracts';
import { validationFailed } from '../http/api-error.js';
import { rangeEndingAt } from './series.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Rollups of minutes are kept for two days; the period before a range should be kept, too. */
const minutesBack = 2 * dayMs;

interface OverviewRange {
  name: Overview['range'];
  from: Date;
  to: Date;
  /** Length of a bucket, in seconds. */
  bucket: number;
}

interface Asked {
  range?: keyof typeof overviewRanges | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

/** The range that a query asks for, in whole buckets, up to the bucket in progress. */
export function overviewRange({ range = '1h', since, until }: Asked, now: Date): OverviewRange {
  if (since === undefined) {
    const { seconds, bucket } = overviewRanges[range];
    return { name: range, ...rangeEndingAt(now, seconds, bucket), bucket };
  }
  const first = Date.parse(since);
  if (!(first >= now.getTime() - overviewLimits.days * dayMs))
    throw wrongSince(`at most ${overviewLimits.days} days ago`);
  if (first >= now.getTime()) throw wrongSince('in the past');
  const last = Math.min(until === undefined ? now.getTime() : Date.parse(until), now.getTime());
  const bucket = bucketOf(first, last, now.getTime());
  const bucketMs = bucket * 1_000;
  return {
    name: 'custom',
    from: new Date(Math.floor(first / bucketMs) * bucketMs),
    to: new Date(Math.max(Math.ceil(last / bucketMs), Math.floor(first / bucketMs) + 1) * bucketMs),
    bucket,
  };
}

const wrongSince = (expected: string) => validationFailed([{ field: 'since', message: `expected a time ${expected}` }]);

/** At most about 200 buckets, of a length whose sums are kept. */
function bucketOf(first: number, last: number, now: number): number {
  const length = last - first;
  if (first - length < now - minutesBack) return 3_600;
  return length <= 2 * hourMs ? 60 : 900;
}

/** The period of the same length before. */
export const periodBefore = ({ from, to }: { from: Date; to: Date }): Date =>
  new Date(from.getTime() - (to.getTime() - from.getTime()));

/** Rollups of five minutes are kept for three hours. */
const latelyMs = 2.5 * hourMs;

export const isLately = (from: Date, now: Date): boolean => from.getTime() > now.getTime() - latelyMs;

export const floorTo = (time: Date, seconds: number): Date =>
  new Date(Math.floor(time.getTime() / (seconds * 1_000)) * seconds * 1_000);
