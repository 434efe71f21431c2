import { beforeEach, describe, expect, it } from '@jest/globals';
import { ClockCheck } from './clock-check.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const toleranceMs = 5 * minute;

let clock: { off: number | undefined; steppedMs: number; offByMs: () => number | undefined };
let lines: [string, string][];
let check: ClockCheck;
beforeEach(() => {
  clock = { off: 0, steppedMs: 0, offByMs: () => clock.off };
  lines = [];
  check = new ClockCheck(clock, toleranceMs, {
    error: (line) => lines.push(['error', line]),
    log: (line) => lines.push(['log', line]),
  });
});

describe('the problem', () => {
  it.each([0, toleranceMs, -toleranceMs])('is undefined with a difference of %i ms', (off) => {
    clock.off = off;
    expect(check.problem()).toBeUndefined();
  });

  it.each([
    [toleranceMs + 1, '5 minutes ahead of'],
    [-toleranceMs - 1, '5 minutes behind'],
    [120 * day, '120 days ahead of'],
    [-3 * 60 * minute, '3 hours behind'],
  ])('with a difference of %i ms says %s Postgres’s clock, with the limit', (off, text) => {
    clock.off = off;
    expect(check.problem()).toBe(
      `this machine's clock is ${text} Postgres's (limit 5 minutes, POSTRIDER_CLOCK_TOLERANCE_MS)`,
    );
  });

  it('before the first poll says so', () => {
    clock.off = undefined;
    expect(check.problem()).toBe("Postgres's clock has not been read yet");
  });
});

describe('the log', () => {
  it('has the start of a difference, a line a minute, and its end', () => {
    for (let second = 0; second < 200; second++) {
      clock.off = second >= 10 && second < 150 ? day : 0;
      check.check(second * 1_000);
    }
    expect(lines.map(([level]) => level)).toEqual(['error', 'error', 'error', 'log']);
    expect(lines[0]?.[1]).toContain('this process is not ready and deletes nothing');
    expect(lines[3]?.[1]).toContain('agree again');
  });
});

describe('Postgres’s clock', () => {
  it.each([day, -day])(
    'that was set by %i ms, and this machine’s not, is a problem of its own until it is set back',
    (ms) => {
      clock.steppedMs = ms;
      clock.off = -ms;
      expect(check.stepProblem()).toMatch(
        /^Postgres's clock was set (forward|back) by 24 hours, and this machine's was not/,
      );
      clock.steppedMs = 0;
      clock.off = 0;
      expect(check.stepProblem()).toBeUndefined();
    },
  );

  it('has no step problem when this machine’s clock was set', () => {
    clock.off = day;
    expect(check.stepProblem()).toBeUndefined();
  });

  it('has no step problem when this machine’s clock agrees with it', () => {
    clock.steppedMs = day;
    check.check(0);
    expect(check.stepProblem()).toBeUndefined();
    clock.off = day;
    check.check(1_000);
    expect(check.stepProblem()).toBeUndefined();
  });
});
