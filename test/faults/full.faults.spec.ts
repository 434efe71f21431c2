import { expect, it } from '@jest/globals';

import { fullRun } from './plan.js';
import { violationsOf } from './violations.js';

it(`${fullRun.events} events survive ${fullRun.strikes} kills of gateway, dispatchers, Redis and Postgres`, async () => {
  expect(await violationsOf(fullRun)).toEqual([]);
});
