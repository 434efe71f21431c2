import { describe, expect, it } from '@jest/globals';
import { parseRetryAfter, retryDelay } from './retry.js';

describe('the delay before the next attempt', () => {
  it('doubles up to ten seconds, with jitter of up to half of it', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => retryDelay(attempt, undefined, 0))).toEqual([
      250, 500, 1000, 2000, 4000, 5000, 5000, 5000,
    ]);
    expect(retryDelay(1, undefined, 1)).toBe(500);
    expect(retryDelay(50, undefined, 1)).toBe(10_000);
  });

  it('is never shorter than Retry-After', () => {
    expect(retryDelay(1, 7, 0)).toBe(7000);
    expect(retryDelay(9, 7, 1)).toBe(7250);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');

  it.each([
    ['0', 0],
    ['17', 17],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %j seconds', (value, seconds) => {
    expect(parseRetryAfter(value, now)).toBe(seconds);
  });
});
