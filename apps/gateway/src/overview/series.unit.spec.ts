import { describe, expect, it } from '@jest/globals';
import { activeBuckets, gapless, rangeEndingAt, sumsOf, totalsOf } from './series.js';

const at = (time: string): Date => new Date(`2026-11-23T${time}Z`);

describe('a range', () => {
  it('ends with the bucket in progress, and begins at a bucket', () => {
    expect(rangeEndingAt(at('12:51:48.751'), 3_600, 60)).toEqual({ from: at('11:52:00'), to: at('12:52:00') });
    expect(rangeEndingAt(at('12:51:00'), 3_600, 60)).toEqual({ from: at('11:52:00'), to: at('12:52:00') });
    expect(rangeEndingAt(at('12:51:48'), 86_400, 900)).toEqual({
      from: new Date('2026-11-22T13:00:00Z'),
      to: at('13:00:00'),
    });
  });

  it('of hours uses sums of hours, any other one sums of minutes', () => {
    expect([60, 900, 3_600].map(sumsOf)).toEqual([60, 60, 3_600]);
  });

  it('has an entry for each bucket, also without attempts', () => {
    const counted = [{ start: at('11:53:00'), delivered: 2 }];
    const range = { from: at('11:52:00'), to: at('11:55:00') };
    expect(gapless(range, 60, counted, ({ delivered = 0 }) => ({ delivered }))).toEqual([
      { start: '2026-11-23T11:52:00.000Z', delivered: 0 },
      { start: '2026-11-23T11:53:00.000Z', delivered: 2 },
      { start: '2026-11-23T11:54:00.000Z', delivered: 0 },
    ]);
  });
});

describe('totals', () => {
  const counts = {
    delivered: 3,
    failed_attempts: 1,
    retried: 1,
    failed: 0,
    first_attempts: 4,
    failed_first_attempts: 1,
  };

  it('have the shares of attempts and of deliveries that succeeded, and none without any', () => {
    expect(totalsOf([counts, { ...counts, failed: 2 }])).toEqual({
      delivered: 6,
      failed: 2,
      failed_attempts: 2,
      retried: 2,
      success_rate: 0.75,
      delivery_success_rate: 0.75,
      first_attempt_success_rate: 0.75,
      first_attempts: 8,
      failed_first_attempts: 2,
    });
    const none = {
      delivered: 0,
      failed_attempts: 0,
      retried: 0,
      failed: 0,
      first_attempts: 0,
      failed_first_attempts: 0,
    };
    expect(totalsOf([none])).toMatchObject({
      success_rate: null,
      delivery_success_rate: null,
      first_attempt_success_rate: null,
    });
  });

  it('have no first attempts where none are known, and the share of those that are', () => {
    const old = { ...counts, first_attempts: null, failed_first_attempts: null };
    expect(totalsOf([old])).toMatchObject({
      first_attempts: null,
      failed_first_attempts: null,
      first_attempt_success_rate: null,
    });
    expect(totalsOf([old, counts])).toMatchObject({ first_attempts: 4, first_attempt_success_rate: 0.75 });
  });

  it('count the buckets with traffic', () => {
    expect(activeBuckets([counts, { ...counts, delivered: 0, failed_attempts: 0 }])).toBe(1);
  });
});
