import { expect, it } from '@jest/globals';
import { spanOfTimes } from './custom-range.js';

it('a range of times is in words, with an open end', () => {
  const at = (hour: number): string => new Date(2026, 10, 23, hour, 0).toISOString();
  expect(spanOfTimes(at(8), at(9))).toBe('Nov 23, 08:00 – Nov 23, 09:00');
  expect(spanOfTimes(at(8), undefined)).toBe('Since Nov 23, 08:00');
});
