import { describe, expect, it } from '@jest/globals';
import { degradedSince, type FirstAttemptPeriod } from './degraded-since.js';

const policy = { share: 0.1, minAttempts: 20 };
const windowMs = 3_600_000;
const at = (time: string): Date => new Date(`2026-11-23T${time}:00Z`);
const period = (time: string, attempts: number, failed: number): FirstAttemptPeriod => ({
  ...{ start: at(time), attempts, failed },
});
const since = (
  fiveMinutes: readonly FirstAttemptPeriod[],
  hours: readonly FirstAttemptPeriod[] = [],
): string | undefined => degradedSince({ from: at('14:00'), windowMs, fiveMinutes, hours }, policy)?.toISOString();
const iso = (time: string): string => at(time).toISOString();

describe('the time since which an endpoint is degraded', () => {
  it('is when the failures of its window began', () => {
    expect(since([period('14:10', 40, 0), period('14:35', 40, 20), period('14:50', 40, 10)])).toBe(iso('14:35'));
    expect(since([period('14:50', 40, 10), period('14:35', 40, 20)])).toBe(iso('14:35'));
  });

  it('is not that of single failures among many attempts', () => {
    expect(since([period('14:00', 100, 1), period('14:20', 100, 60)])).toBe(iso('14:20'));
  });

  it('is in an earlier window if that was degraded, too', () => {
    const fiveMinutes = [period('13:20', 30, 0), period('13:40', 30, 15), period('14:10', 40, 20)];
    expect(since(fiveMinutes)).toBe(iso('13:40'));
    expect(since([period('12:50', 30, 10), ...fiveMinutes])).toBe(iso('12:50'));
    expect(since([period('12:10', 30, 10), ...fiveMinutes])).toBe(iso('13:40'));
  });

  it('is not in an earlier window with few attempts', () => {
    expect(since([period('13:40', 5, 5), period('14:10', 40, 20)])).toBe(iso('14:10'));
  });

  it('is the start of an hour where it is longer ago', () => {
    const hours = [
      ...[period('09:00', 100, 50), period('10:00', 100, 1), period('11:00', 100, 20), period('12:00', 100, 10)],
      period('13:00', 100, 90),
    ];
    expect(since([period('14:00', 40, 20)], hours)).toBe(iso('11:00'));
    expect(since([period('14:00', 40, 20)], hours.slice(0, 3))).toBe(iso('14:00'));
  });

  it('is unknown if the endpoint is not degraded', () => {
    expect(since([period('14:10', 100, 9)])).toBeUndefined();
    expect(since([])).toBeUndefined();
  });
});
