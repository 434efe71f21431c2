import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../http/api-error.js';
import { overviewRange, periodBefore } from './overview-range.js';

const now = new Date('2026-11-23T12:51:48.751Z');
const of = (since: string, until?: string) => {
  const { from, to, bucket } = overviewRange({ since, until }, now);
  return [from.toISOString(), to.toISOString(), bucket];
};

describe('the range of an overview', () => {
  it('ends with the bucket in progress, and is an hour unless one is given', () => {
    expect(overviewRange({}, now)).toMatchObject({ name: '1h', bucket: 60, to: new Date('2026-11-23T12:52:00Z') });
    expect(overviewRange({ range: '7d' }, now)).toMatchObject({ name: '7d', bucket: 3_600 });
  });

  it.each([
    ['2026-11-23T12:00:30Z', '2026-11-23T12:10:30Z', '2026-11-23T12:00:00.000Z', '2026-11-23T12:11:00.000Z', 60],
    ['2026-11-23T02:07:00Z', undefined, '2026-11-23T02:00:00.000Z', '2026-11-23T13:00:00.000Z', 900],
    ['2026-11-23T02:07:00+02:00', '2099-01-01T00:00:00Z', '2026-11-23T00:00:00.000Z', '2026-11-23T13:00:00.000Z', 900],
    ['2026-11-20T08:30:00Z', '2026-11-20T08:31:00Z', '2026-11-20T08:00:00.000Z', '2026-11-20T09:00:00.000Z', 3_600],
    ['2026-11-15T13:00:00Z', undefined, '2026-11-15T13:00:00.000Z', '2026-11-23T13:00:00.000Z', 3_600],
  ])('from %s until %s has whole buckets whose sums are kept', (since, until, from, to, bucket) => {
    expect(of(since, until)).toEqual([from, to, bucket]);
  });

  it.each(['2026-11-15T12:51:48Z', '2026-11-23T12:51:48.751Z', '2027-01-01T00:00:00Z'])(
    'from %s is refused, and the error names the field',
    (since) => {
      expect(() => of(since)).toThrow(ApiError);
      expect(() => of(since)).toThrow(/^since: expected a time/);
    },
  );

  it('has a period of the same length before', () => {
    expect(periodBefore(overviewRange({}, now))).toEqual(new Date('2026-11-23T10:52:00Z'));
  });
});
