import { describe, expect, it } from '@jest/globals';
import { fromLocal, rangeInWords, toLocal } from './local-time.js';

describe('a time that is typed in', () => {
  it('is the same instant after there and back, wherever one is', () => {
    for (const iso of ['2026-11-23T08:00:00.000Z', '2026-03-29T01:30:05.000Z', '0999-01-01T00:00:00.000Z']) {
      expect(fromLocal(toLocal(iso))).toBe(iso);
    }
    expect(toLocal('2026-11-23T08:00:00.000Z')).toMatch(/^2026-11-2\dT\d\d:\d\d:00$/);
  });

  it('may be missing', () => {
    expect([toLocal(undefined), toLocal('soon'), fromLocal('')]).toEqual(['', '', undefined]);
  });
});

describe('a time range in words', () => {
  const [since, until] = ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z'];
  it('names the ends that there are', () => {
    expect(rangeInWords(undefined, undefined)).toBe('Any time');
    expect(rangeInWords(since, undefined)).toMatch(/^Since Nov 2\d, \d\d:00$/);
    expect(rangeInWords(undefined, until)).toMatch(/^Before Nov 2\d, \d\d:00$/);
    expect(rangeInWords(since, until)).toMatch(/^Nov 2\d, \d\d:00 – Nov 2\d, \d\d:00$/);
  });
});
