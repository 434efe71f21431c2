import { describe, expect, it } from '@jest/globals';

import { shortRun } from '../faults/plan.js';
import { violationsOf } from '../faults/violations.js';

/** Of which the wait for nothing to be pending may take five minutes. */
const timeoutMs = 420_000;

describe('kill -9 of gateway, dispatchers, Redis and Postgres, again and again', () => {
  it(
    'loses no accepted event, leaves nothing pending, and repeats only what was in flight',
    async () => {
      expect(await violationsOf(shortRun)).toEqual([]);
    },
    timeoutMs,
  );
});
