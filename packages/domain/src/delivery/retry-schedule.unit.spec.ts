import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { after, DeliveryHistory, responded, start, withoutJitter } from './delivery-history.fixture.spec.js';
import type { RetryPolicy } from './retry-policy.js';
import { retrySchedule } from './retry-schedule.js';

const day = 24 * 3_600_000;
const anyPolicy: fc.Arbitrary<RetryPolicy> = fc.record({
  baseMs: fc.integer({ min: 1_000, max: day }),
  factor: fc.integer({ min: 1, max: 100 }),
  maxMs: fc.integer({ min: 10_000, max: 30 * day }),
  jitter: fc.constant(0),
  horizonMs: fc.integer({ min: 1, max: 600_000 }),
});

/** Fails each attempt at once. Returns when the attempts were made. */
function timesUntilFailed(delivery: DeliveryHistory, policy: RetryPolicy): number[] {
  const times: number[] = [];
  for (let next = delivery.state.next_attempt_at; next !== null; next = delivery.state.next_attempt_at) {
    times.push(next.getTime());
    delivery.attempt(responded(500), { now: next, policy });
  }
  return times;
}

describe('the schedule of retries', () => {
  it('has the 13 attempts of a new delivery', () => {
    const schedule = retrySchedule(withoutJitter, new DeliveryHistory().state, 20);
    expect(schedule?.attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(schedule?.attempts.slice(0, 3).map(({ at }) => at)).toEqual([start, after(5_000), after(20_000)]);
    expect(schedule?.more).toBe(0);
  });

  it('continues the numbers of the attempts that were made, and begins with the scheduled time', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt(responded(503, 60_000), { now: after(100) });
    expect(retrySchedule(withoutJitter, delivery.state, 2)?.attempts).toEqual([
      { number: 2, at: after(60_100) },
      { number: 3, at: after(75_100) },
    ]);
  });

  it('begins anew with a replay', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt(responded(410), { now: after(100) });
    expect(retrySchedule(withoutJitter, delivery.state, 20)).toBeUndefined();
    delivery.replay(after(day));
    expect(retrySchedule(withoutJitter, delivery.state, 20)?.attempts.slice(0, 2)).toEqual([
      { number: 2, at: after(day) },
      { number: 3, at: after(day + 5_000) },
    ]);
  });

  it('is what happens if every attempt fails at once, and counts what it leaves out', () => {
    fc.assert(
      fc.property(anyPolicy, fc.integer({ min: 1, max: 8 }), (policy, limit) => {
        const delivery = new DeliveryHistory();
        const schedule = retrySchedule(policy, delivery.state, limit);
        const times = timesUntilFailed(delivery, policy);
        expect(schedule?.attempts.map(({ at }) => at.getTime())).toEqual(times.slice(0, limit));
        expect(schedule?.more).toBe(Math.max(0, times.length - limit));
      }),
    );
  });

  it('counts millions of attempts without making them', () => {
    const policy = { baseMs: 1, factor: 1, maxMs: 1, jitter: 0, horizonMs: 60 * day };
    expect(retrySchedule(policy, new DeliveryHistory().state, 20)?.more).toBe(60 * day + 1 - 20);
  });
});
