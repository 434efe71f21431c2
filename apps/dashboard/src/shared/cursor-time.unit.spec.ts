import { expect, it } from '@jest/globals';
import { newId } from '@postrider/contracts';
import { cursorTime } from './cursor-time.js';

it('the time of a cursor is that of its row', () => {
  const now = new Date();
  const cursor = btoa(newId('delivery', now)).replaceAll('+', '-').replaceAll('/', '_');
  expect(cursorTime(cursor)).toBe(now.toISOString());
});

it.each(['', '%', 'd2hk', 'next'])('%j has no time', (cursor) => {
  expect(cursorTime(cursor)).toBeUndefined();
});
