import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifyStatus, parseRetryAfter } from './attempt-outcome.js';

const now = new Date('2026-11-23T10:00:00.000Z');

describe('classifyStatus', () => {
  it('takes 2xx alone for success', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), (status) => {
        expect(classifyStatus(status) === undefined).toBe(status >= 200 && status < 300);
      }),
    );
  });

  it('distinguishes 410, redirects and the rest, and names the status', () => {
    expect(classifyStatus(410)).toEqual({
      failure_reason: 'endpoint_gone',
      error: 'the endpoint responded with 410 Gone',
    });
    expect(classifyStatus(308)).toEqual({
      failure_reason: 'redirect',
      error: 'the endpoint responded with 308; redirects are not followed',
    });
    expect(classifyStatus(429)).toEqual({ failure_reason: 'http_error', error: 'the endpoint responded with 429' });
  });
});

describe('parseRetryAfter', () => {
  it.each([
    ['120', 120_000],
    [' 120 ', 120_000],
    ['0', 0],
    ['9999999999', 9_999_999_999_000],
  ])('reads %j as seconds', (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });

  it.each([
    ['Mon, 23 Nov 2026 10:00:30 GMT', 30_000],
    ['Monday, 23-Nov-26 10:01:00 GMT', 60_000],
    ['Mon, 23 Nov 2026 10:00:00 GMT', 0],
    ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
  ])('reads %j as a date', (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });

  it('reads what a Date prints for HTTP', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 * 365 * 86_400 }), (seconds) => {
        const date = new Date(now.getTime() + seconds * 1_000);
        expect(parseRetryAfter(date.toUTCString(), now)).toBe(seconds * 1_000);
      }),
    );
  });

  it.each([
    ['absent', undefined],
    ['empty', ''],
    ['negative', '-5'],
    ['a fraction', '1.5'],
    ['a number with a unit', '60s'],
    ['a date without a day of the week', '23 Nov 2027 10:00:00 GMT'],
    ['a sentence with a number in it', 'in 3000 seconds'],
    ['a sentence that Date.parse takes for the year 3000', 'in 3000'],
    ['a day of the week alone', 'Monday'],
    ['absurdly many digits', '99999999999'],
    ['two values', '5, 10'],
  ])('finds nothing in a header that is %s', (_, header) => {
    expect(parseRetryAfter(header, now)).toBeNull();
  });
});
