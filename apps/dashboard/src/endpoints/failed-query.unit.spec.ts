import { expect, it } from '@jest/globals';
import { failedFilters } from './failed-query.js';

it('deliveries that failed are those of a day, or since the endpoint began to fail', () => {
  const now = Date.parse('2026-11-23T12:34:56.000Z');
  const since = (failingSince: string | null): string | undefined => failedFilters('whe_1', failingSince, now).since;
  expect(since(null)).toBe('2026-11-22T12:00:00.000Z');
  expect(since('2026-11-23T12:30:00.000Z')).toBe('2026-11-22T12:00:00.000Z');
  expect(since('2026-11-20T09:15:00.000Z')).toBe('2026-11-20T09:15:00.000Z');
});
