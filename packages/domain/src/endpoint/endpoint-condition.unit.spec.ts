import { describe, expect, it } from '@jest/globals';
import { conditionOf } from './endpoint-condition.js';

const policy = { share: 0.1, minAttempts: 20 };
const now = new Date('2026-11-23T12:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
const of = (attempts: number, failed: number, failingSince: Date | null = null) => ({
  active: true,
  failingSince,
  now,
  firstAttempts: { attempts, failed },
});

describe('the condition of an endpoint', () => {
  it.each([
    [20, 2, 'degraded'],
    [20, 1, 'active'],
    [19, 19, 'active'],
    [1_000, 100, 'degraded'],
    [1_000, 99, 'active'],
    [0, 0, 'active'],
  ])('with %i first attempts of which %i failed is %s', (attempts, failed, condition) => {
    expect(conditionOf(of(attempts, failed), policy)).toBe(condition);
  });

  it('is never degraded without a failure, whatever the share is', () => {
    expect(conditionOf(of(50, 0), { share: 0, minAttempts: 1 })).toBe('active');
  });

  it('is failing if every attempt fails, and inactive if it is deactivated', () => {
    expect(conditionOf(of(100, 100, ago(600)), policy)).toBe('failing');
    expect(conditionOf({ ...of(100, 100, ago(600)), active: false }, policy)).toBe('inactive');
  });

  it('is failing at once if nothing has succeeded, and else after a minute of failures', () => {
    expect(conditionOf(of(1, 1, ago(1)), policy)).toBe('failing');
    expect(conditionOf(of(0, 0, ago(1)), policy)).toBe('failing');
    expect(conditionOf(of(100, 1, ago(59)), policy)).toBe('active');
    expect(conditionOf(of(100, 30, ago(59)), policy)).toBe('degraded');
    expect(conditionOf(of(100, 1, ago(60)), policy)).toBe('failing');
  });
});
