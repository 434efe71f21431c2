import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs, defaultRetryPolicy, nextAttemptAt, type RetryPolicy } from './retry-policy.js';

const start = new Date('2026-11-23T10:00:00.000Z');
const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;
const withoutJitter = { ...defaultRetryPolicy, jitter: 0 };

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyPolicy: fc.Arbitrary<RetryPolicy> = fc.record({
  baseMs: fc.integer({ min: 1, max: day }),
  factor: fc.integer({ min: 1, max: 100 }),
  maxMs: fc.integer({ min: 1, max: 30 * day }),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  horizonMs: fc.integer({ min: 1, max: 60 * day }),
});
const anyRequest = fc.record({
  attempts: fc.integer({ min: 1, max: 500 }),
  now: fc.integer({ min: 0, max: 61 * day }).map((ms) => new Date(start.getTime() + ms)),
  retryAfterMs: fc.option(fc.integer({ min: 0, max: 9_999_999_999_000 })),
  random,
});

/** When attempts fall if each takes no time and fails. */
function schedule(policy: RetryPolicy, randoms: () => number): number[] {
  const times: number[] = [];
  for (let now: Date | null = start; now !== null && times.length < 1_000;) {
    times.push(now.getTime() - start.getTime());
    const input = { attempts: times.length, budgetStartedAt: start, now, retryAfterMs: null, random: randoms() };
    now = nextAttemptAt(policy, input);
  }
  return times;
}

describe('the retry schedule', () => {
  it('is 13 attempts within 24 hours: three times longer each, from 5 s up to 4 h', () => {
    const times = schedule(withoutJitter, () => 0.5);
    const delays = times.slice(1).map((time, i) => (time - (times[i] ?? 0)) / second);
    expect(delays).toEqual([5, 15, 45, 135, 405, 1_215, 3_645, 10_935, 14_400, 14_400, 14_400, 14_400]);
    expect(times.at(-1)).toBeLessThanOrEqual(day);
  });

  it('with jitter stays within 24 hours and within 20 % of each delay', () => {
    fc.assert(
      fc.property(fc.infiniteStream(random), (randoms) => {
        const times = schedule(defaultRetryPolicy, () => randoms.next().value as number);
        expect(times.at(-1)).toBeLessThanOrEqual(day);
        times.slice(1).forEach((time, i) => {
          const share = (time - (times[i] ?? 0)) / backoffMs(defaultRetryPolicy, i + 1);
          expect(Math.abs(share - 1)).toBeLessThanOrEqual(0.2 + 1e-4);
        });
      }),
    );
  });

  it('reaches both ends of the jitter', () => {
    const at = (value: number): number | undefined => schedule(defaultRetryPolicy, () => value)[1];
    expect(at(0)).toBe(4 * second);
    expect(at(0.5)).toBe(5 * second);
    expect(at(1 - Number.EPSILON)).toBe(6 * second);
  });

  it('never exceeds the longest delay, however many attempts there were', () => {
    expect(backoffMs(defaultRetryPolicy, 1_000)).toBe(4 * hour);
    expect(backoffMs({ ...defaultRetryPolicy, factor: 1 }, 1_000)).toBe(5 * second);
  });
});

describe('the next attempt', () => {
  it('is after now and not past the horizon, whatever the policy and Retry-After are', () => {
    fc.assert(
      fc.property(anyPolicy, anyRequest, (policy, request) => {
        const next = nextAttemptAt(policy, { ...request, budgetStartedAt: start });
        if (next === null) return;
        expect(next.getTime()).toBeGreaterThanOrEqual(request.now.getTime());
        expect(next.getTime()).toBeLessThanOrEqual(start.getTime() + policy.horizonMs);
      }),
    );
  });

  it('is null exactly if the backoff ends past the horizon', () => {
    fc.assert(
      fc.property(anyPolicy, anyRequest, (given, request) => {
        const policy = { ...given, jitter: 0 };
        const due = request.now.getTime() + Math.round(backoffMs(policy, request.attempts));
        const next = nextAttemptAt(policy, { ...request, budgetStartedAt: start });
        expect(next === null).toBe(due > start.getTime() + policy.horizonMs);
      }),
    );
  });

  it('is never null because of Retry-After', () => {
    fc.assert(
      fc.property(anyPolicy, anyRequest, (policy, request) => {
        const input = { ...request, budgetStartedAt: start };
        const without = nextAttemptAt(policy, { ...input, retryAfterMs: null });
        expect(nextAttemptAt(policy, input) === null).toBe(without === null);
      }),
    );
  });
});

describe('Retry-After', () => {
  const input = { attempts: 1, budgetStartedAt: start, now: start, random: 0.5 };
  const nextAfter = (retryAfterMs: number | null): number =>
    (nextAttemptAt(withoutJitter, { ...input, retryAfterMs })?.getTime() ?? Number.NaN) - start.getTime();

  it('moves the next attempt later', () => {
    expect(nextAfter(60 * second)).toBe(60 * second);
  });

  it('never moves it earlier', () => {
    expect(nextAfter(0)).toBe(5 * second);
    expect(nextAfter(4_999)).toBe(5 * second);
    expect(nextAfter(null)).toBe(5 * second);
  });

  it('never moves it past the horizon', () => {
    expect(nextAfter(25 * hour)).toBe(day);
    expect(nextAfter(9_999_999_999_000)).toBe(day);
  });

  it('allows one attempt at the horizon, and none after it', () => {
    const now = new Date(start.getTime() + day);
    expect(nextAttemptAt(withoutJitter, { ...input, attempts: 2, now, retryAfterMs: null })).toBeNull();
  });
});
