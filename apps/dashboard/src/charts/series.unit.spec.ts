import { describe, expect, it } from '@jest/globals';
import { highestBar, highestPoint, isEmpty, type Series, stretches } from './series.js';

const of = (...values: (number | null)[]): Series => ({ key: 'a', name: 'A', color: 'red', values });

describe('series of values', () => {
  it('are empty without any value above 0', () => {
    expect(isEmpty([of(0, null), of()])).toBe(true);
    expect(isEmpty([of(0, null), of(0, 1)])).toBe(false);
  });

  it('are as high as their stacked bars, or as the highest point of their lines', () => {
    const series = [of(1, null, 3), of(4, 2, null)];
    expect(highestBar(series, 3)).toBe(5);
    expect(highestPoint(series)).toBe(4);
    expect([highestBar([], 2), highestPoint([])]).toEqual([0, 0]);
  });

  it('have gaps where nothing is known', () => {
    expect(stretches([null, 1, 2, null, 0, null])).toEqual([[1, 2], [4]]);
    expect(stretches([])).toEqual([]);
  });
});
