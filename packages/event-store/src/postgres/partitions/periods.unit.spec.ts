import { describe, expect, it } from '@jest/globals';
import { missingPeriods, startOf, type PartitionLength, type TimeRange } from './periods.js';

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const range = (from: string, to: string): TimeRange => ({ from: at(from), to: at(to) });
const missing = (length: PartitionLength, wanted: TimeRange, taken: TimeRange[] = []): string[][] =>
  missingPeriods(length, wanted, taken).map(({ from, to }) =>
    [from, to].map((time) => new Date(time).toISOString().slice(0, 10)),
  );

describe('periods', () => {
  it('begin on Monday, or every midnight, UTC', () => {
    const wednesday = Date.parse('2026-11-18T12:00:00Z');
    expect(startOf('week', wednesday)).toBe(at('2026-11-16'));
    expect(startOf('day', wednesday)).toBe(at('2026-11-18'));
    expect(startOf('week', at('2026-11-16'))).toBe(at('2026-11-16'));
    expect(startOf('week', -1)).toBe(at('1969-12-29'));
  });

  it('cover a range, whole at its ends', () => {
    expect(missing('week', range('2026-11-18', '2026-11-24'))).toEqual([
      ['2026-11-16', '2026-11-23'],
      ['2026-11-23', '2026-11-30'],
    ]);
    expect(missing('day', range('2026-11-18', '2026-11-20'))).toEqual([
      ['2026-11-18', '2026-11-19'],
      ['2026-11-19', '2026-11-20'],
    ]);
  });

  it('begin where weeks end, after a change to days', () => {
    const weeks = [range('2026-11-16', '2026-11-23')];
    expect(missing('day', range('2026-11-20', '2026-11-25'), weeks)).toEqual([
      ['2026-11-23', '2026-11-24'],
      ['2026-11-24', '2026-11-25'],
    ]);
  });

  it('fill the weeks that days have begun, after a change to weeks', () => {
    const days = [range('2026-11-18', '2026-11-19'), range('2026-11-19', '2026-11-20')];
    expect(missing('week', range('2026-11-16', '2026-11-30'), days)).toEqual([
      ['2026-11-16', '2026-11-18'],
      ['2026-11-20', '2026-11-23'],
      ['2026-11-23', '2026-11-30'],
    ]);
  });

  it('are none where all is taken', () => {
    expect(missing('day', range('2026-11-18', '2026-11-20'), [range('2026-11-16', '2026-11-23')])).toEqual([]);
  });
});
