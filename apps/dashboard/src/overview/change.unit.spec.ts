import { describe, expect, it } from '@jest/globals';
import { changeOfCount, changeInPoints } from './change.js';

describe('a change against the period before', () => {
  it('of a share is in percentage points', () => {
    expect(changeInPoints(0.982, 0.951)).toEqual({ by: 3.1, direction: 'up' });
    expect(changeInPoints(0.9, 0.95)).toEqual({ by: -5, direction: 'down' });
    expect(changeInPoints(0.90004, 0.9)).toEqual({ by: 0, direction: 'none' });
  });

  it('of a count is in percent, or in times if there are many times as many', () => {
    expect(changeOfCount(150, 100)).toEqual({ by: 50, direction: 'up', unit: 'percent' });
    expect(changeOfCount(0, 100)).toEqual({ by: -100, direction: 'down', unit: 'percent' });
    expect(changeOfCount(3_100, 1)).toEqual({ by: 3_100, direction: 'up', unit: 'times' });
  });

  it('is unknown without either of them', () => {
    expect(changeInPoints(null, 0.9)).toBeUndefined();
    expect(changeInPoints(0.9, null)).toBeUndefined();
    expect(changeInPoints(0.9, undefined)).toBeUndefined();
    expect(changeOfCount(5, 0)).toBeUndefined();
    expect(changeOfCount(5, undefined)).toBeUndefined();
  });
});
