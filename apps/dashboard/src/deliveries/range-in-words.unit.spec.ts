import { describe, expect, it } from '@jest/globals';
import { rangeInWords } from './range-in-words.js';

describe('a time range in words', () => {
  const [since, until] = ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z'];
  it('names the ends that there are', () => {
    expect(rangeInWords(undefined, undefined)).toBe('Any time');
    expect(rangeInWords(since, undefined)).toMatch(/^Since Nov 2\d, \d\d:00$/);
    expect(rangeInWords(undefined, until)).toMatch(/^Before Nov 2\d, \d\d:00$/);
    expect(rangeInWords(since, until)).toMatch(/^Nov 2\d, \d\d:00\s–\s\d\d:00$/);
  });
});
