import { describe, expect, it } from '@jest/globals';
import { RefusalPace, refusalsPerSecond } from './refusal-pace.js';

const limits = { leastMs: 500, mostMs: 5_000 };

describe('the delay of refusals', () => {
  let now = 0;
  const pace = () => {
    now = 1_000;
    return new RefusalPace(limits, () => now);
  };
  const next = (of: RefusalPace, caller: string, count: number) => Array.from({ length: count }, () => of.next(caller));

  it('is the least one for refusals now and then', () => {
    const refusals = pace();
    for (let n = 0; n < 5; n++) {
      expect(refusals.next('a')).toBe(500);
      now += 1_000 / refusalsPerSecond;
    }
  });

  it('rises with each refusal that waits, and not for other callers', () => {
    const refusals = pace();
    expect(next(refusals, 'a', 4)).toEqual([500, 550, 600, 650]);
    expect(refusals.next('b')).toBe(500);
  });

  it('is at most the greatest one, from which it falls again', () => {
    const refusals = pace();
    expect(next(refusals, 'a', 200).at(-1)).toBe(5_000);
    now += 4_000;
    expect(refusals.next('a')).toBe(1_050);
    now += 60_000;
    expect(refusals.next('a')).toBe(500);
  });

  it('is none if both are 0', () => {
    expect(next(new RefusalPace({ leastMs: 0, mostMs: 0 }, () => 1), 'a', 3)).toEqual([0, 0, 0]);
  });
});
