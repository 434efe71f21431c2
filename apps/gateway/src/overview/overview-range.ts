import { overviewLimits, overviewRanges, type Overview } from '@postrider/contracts';
import { periods } from '@postrider/event-store';
import { validationFailed } from '../http/api-error.js';
import { rangeEndingAt } from './series.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Rollups of minutes are kept for two days; the period before a range should be kept, too. */
const minutesBack = 2 * dayMs;
/** Rollups of five minutes are kept for three hours. */
const latelyMs = 2.5 * hourMs;

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

/** What is kept of an organization, and of each endpoint. */
interface Kept {
  days: number;
  bucketOfRange: (range: keyof typeof overviewRanges) => number;
  bucketOf: (first: number, last: number, now: number) => number;
}

/** The range that a query asks for, in whole buckets, up to the bucket in progress. */
export const overviewRange = (asked: Asked, now: Date): OverviewRange => rangeOf(asked, now, ofOrganization);

/** The same in buckets of which endpoints have sums. */
export const customerOverviewRange = (asked: Asked, now: Date): OverviewRange => rangeOf(asked, now, ofEndpoints);

function rangeOf({ range = '1h', since, until }: Asked, now: Date, kept: Kept): OverviewRange {
  if (since === undefined) {
    const { seconds } = overviewRanges[range];
    const bucket = kept.bucketOfRange(range);
    return { name: range, ...rangeEndingAt(now, seconds, bucket), bucket };
  }
  const first = Date.parse(since);
  if (!(first >= now.getTime() - kept.days * dayMs)) throw wrongSince(`at most ${kept.days} days ago`);
  if (first >= now.getTime()) throw wrongSince('in the past');
  const last = Math.min(until === undefined ? now.getTime() : Date.parse(until), now.getTime());
  const bucket = kept.bucketOf(first, last, now.getTime());
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

const ofOrganization: Kept = {
  days: overviewLimits.days,
  bucketOfRange: (range) => overviewRanges[range].bucket,
  bucketOf,
};

const ofEndpoints: Kept = {
  days: overviewLimits.daysOfCustomer,
  bucketOfRange: (range) => (range === '1h' ? periods.fiveMinutes : periods.hour),
  bucketOf: (first, last, now) => (first - (last - first) < now - latelyMs ? periods.hour : periods.fiveMinutes),
};

/** The period of the same length before. */
export const periodBefore = ({ from, to }: { from: Date; to: Date }): Date =>
  new Date(from.getTime() - (to.getTime() - from.getTime()));

/** Whether all hours of endpoints since then are kept. */
export const isKeptOfEndpoints = (from: Date, now: Date): boolean =>
  from.getTime() >= now.getTime() - overviewLimits.days * dayMs;

export const isLately = (from: Date, now: Date): boolean => from.getTime() > now.getTime() - latelyMs;

export const floorTo = (time: Date, seconds: number): Date =>
  new Date(Math.floor(time.getTime() / (seconds * 1_000)) * seconds * 1_000);
