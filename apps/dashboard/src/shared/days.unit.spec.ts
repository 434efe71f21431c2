import { expect, it } from '@jest/globals';
import { today, yesterday } from './days.js';

const now = Date.parse('2026-11-23T08:15:00Z');

it('today begins at midnight, and yesterday ends there', () => {
  expect(today(now, 'utc')).toEqual({ since: '2026-11-23T00:00:00.000Z' });
  expect(yesterday(now, 'utc')).toEqual({ since: '2026-11-22T00:00:00.000Z', until: '2026-11-23T00:00:00.000Z' });
});
