import { describe, expect, it } from '@jest/globals';
import { bytes, duration, percent, relativeTime } from './format.js';

const now = Date.parse('2026-11-24T12:00:00Z');

describe('a time relative to now', () => {
  it.each([
    [0, 'just now'],
    [4, 'in a moment'],
    [-42, '42 s ago'],
    [-119, '1 min ago'],
    [5 * 60, 'in 5 min'],
    [-3 * 3600, '3 h ago'],
    [-86_400, '1 d ago'],
    [-31 * 86_400, 'Oct 24, 2026'],
  ])('of %i seconds is "%s"', (seconds, text) => {
    expect(relativeTime(now + seconds * 1000, now)).toBe(text);
  });
});

describe('a percentage', () => {
  it.each([
    [1, '100%'],
    [0, '0%'],
    [0.5, '50%'],
    [0.9, '90%'],
    [0.9995, '99.95%'],
    [0.999999, '99.99%'],
    [0.000001, '0.01%'],
  ])('of %d is %s', (share, text) => {
    expect(percent(share)).toBe(text);
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1234, '1.2 s'],
    [42_000, '42 s'],
    [250_000, '4 min 10 s'],
    [240_000, '4 min'],
    [11_100_000, '3 h 5 min'],
    [187_200_000, '2 d 4 h'],
  ])('of %i ms is "%s"', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

it('sizes are in binary units', () => {
  expect([1023, 262_144, 1_572_864].map(bytes)).toEqual(['1023 B', '256 KiB', '1.5 MiB']);
});
