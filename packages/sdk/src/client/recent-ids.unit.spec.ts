import { expect, it } from '@jest/globals';
import { RecentIds } from './recent-ids.js';

it('adds an id once, and drops the oldest beyond the limit', () => {
  const ids = new RecentIds(2);
  expect(['a', 'b', 'a', 'c', 'b', 'a'].map((id) => ids.add(id))).toEqual([true, true, false, true, false, true]);
});
