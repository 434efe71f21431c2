import { describe, expect, it } from '@jest/globals';

import { fullRun, planFaults, shortRun, victimNames } from './plan.js';

describe('the plan of a fault run', () => {
  it('is the same for the same seed, and differs for another seed', () => {
    expect(planFaults(7, shortRun)).toEqual(planFaults(7, shortRun));
    expect(planFaults(7, shortRun).strikes).not.toEqual(planFaults(8, shortRun).strikes);
  });

  it.each([shortRun, fullRun])('strikes each process at least once in %o', (size) => {
    for (let seed = 0; seed < 100; seed++) {
      const { strikes } = planFaults(seed, size);
      expect(strikes).toHaveLength(size.strikes);
      expect(new Set(strikes.flatMap(({ victims }) => victims))).toEqual(new Set(victimNames));
    }
  });

  it('publishes each event once, until after the last strike', () => {
    const { calls, strikes } = planFaults(7, fullRun);
    const numbers = calls.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i));
    expect(numbers).toEqual(Array.from({ length: fullRun.events }, (_, n) => n));
    expect(calls.at(-1)?.atMs).toBeGreaterThan(strikes.at(-1)?.atMs ?? Infinity);
  });
});
