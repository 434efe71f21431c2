import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { timeTicks, valueAxis } from './axis.js';

describe('the axis of values', () => {
  it.each([
    [0, 1, [1]],
    [3, 3, [1, 2, 3]],
    [7, 8, [2, 4, 6, 8]],
    [187, 200, [50, 100, 150, 200]],
    [12_345, 15_000, [5_000, 10_000, 15_000]],
  ])('for bars up to %i ends at %i', (highest, top, lines) => {
    expect(valueAxis(highest)).toEqual({ top, lines });
  });

  it('is never lower than the highest bar, and has few lines', () => {
    fc.assert(
      fc.property(fc.nat(), (highest) => {
        const { top, lines } = valueAxis(highest);
        expect(top).toBeGreaterThanOrEqual(highest);
        expect(lines.length).toBeLessThanOrEqual(4);
        expect(lines.at(-1)).toBe(top);
      }),
    );
  });
});

describe('the axis of times', () => {
  const startsOf = (from: Date, seconds: number, length: number): string[] =>
    Array.from({ length }, (_, index) => new Date(from.getTime() + index * seconds * 1000).toISOString());

  it('marks every tenth minute of an hour', () => {
    expect(timeTicks(startsOf(new Date(2026, 10, 24, 8, 55), 60, 60), 60).indexes).toEqual([5, 15, 25, 35, 45, 55]);
  });

  it("marks every third hour of the reader's day", () => {
    expect(timeTicks(startsOf(new Date(2026, 10, 24, 8, 0), 900, 96), 900).indexes).toEqual([
      4, 16, 28, 40, 52, 64, 76, 88,
    ]);
  });

  it("marks the reader's midnights of a week, also where a bar does not begin there, but not at the right edge", () => {
    const { indexes, byDay } = timeTicks(startsOf(new Date(2026, 10, 17, 9, 0), 7200, 84), 7200);
    expect([indexes.length, byDay]).toEqual([6, true]);
  });

  it.each([
    [300, 12, 6],
    [3_600, 24, 8],
    [3_600, 168, 6],
    [3_600, 193, 7],
    [60, 120, 4],
    [900, 40, 4],
  ])('with %i seconds and %i bars has %i marks', (seconds, bars, marks) => {
    expect(timeTicks(startsOf(new Date(2026, 10, 17, 6, 0), seconds, bars), seconds).indexes).toHaveLength(marks);
  });
});
