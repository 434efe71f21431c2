import { expect, it } from '@jest/globals';
import { pendingOutlook } from './pending-outlook.js';

it.each([
  [0, 10, 10, null, 'none pending'],
  [200, 20, 120, 120, 'empty in about 2 min'],
  [200, 120, 20, null, 'growing by 100 a minute'],
  [100_000, 0, 2.5, null, 'shrinking by 2.5 a minute'],
  [200, 0, 0, null, 'waiting for retries'],
])('%i pending, %d created and %d completed a minute', (pending, created, completed, seconds, outlook) => {
  const pending_flow = {
    created_per_minute: created,
    completed_per_minute: completed,
    seconds_until_empty: seconds,
  };
  expect(pendingOutlook({ pending, pending_flow })).toBe(outlook);
});
