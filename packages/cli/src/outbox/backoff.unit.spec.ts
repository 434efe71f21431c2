import { expect, it } from '@jest/globals';
import { backoffMs } from './backoff.js';

it('delays double up to their limit, and a Retry-After is waited in full', () => {
  expect([1, 2, 3, 20, 2_000].map((failures) => backoffMs(failures, 30_000, 1))).toEqual([
    500, 1_000, 2_000, 30_000, 30_000,
  ]);
  expect([backoffMs(1, 30_000, 0), backoffMs(1, 30_000, 0, 60_000)]).toEqual([250, 60_000]);
});
