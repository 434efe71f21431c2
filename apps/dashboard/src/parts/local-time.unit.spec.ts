import { describe, expect, it } from '@jest/globals';
import { fromLocal, toLocal } from './local-time.js';

describe('a time that is typed in', () => {
  it.each(['local', 'utc'] as const)('is the same instant after there and back, wherever one is: %s', (zone) => {
    for (const iso of ['2026-11-23T08:00:00.000Z', '2026-03-29T01:30:05.000Z', '0999-01-01T12:00:00.000Z']) {
      expect(fromLocal(toLocal(iso, 'second', zone), zone)).toBe(iso);
    }
    expect(toLocal('2026-11-23T08:00:00.000Z', 'second', zone)).toMatch(/^2026-11-2\dT\d\d:\d\d:00$/);
  });

  it('is in UTC for a reader who chose it', () => {
    expect(toLocal('2026-11-23T08:05:30.000Z', 'minute', 'utc')).toBe('2026-11-23T08:05');
    expect(fromLocal('2026-11-23T08:05', 'utc')).toBe('2026-11-23T08:05:00.000Z');
    expect(toLocal(new Date(2026, 10, 23, 8, 5, 30).getTime(), 'minute', 'local')).toBe('2026-11-23T08:05');
  });

  it('may be missing', () => {
    expect([toLocal(undefined), toLocal('soon'), fromLocal(''), fromLocal('', 'utc')]).toEqual([
      '',
      '',
      undefined,
      undefined,
    ]);
  });
});
