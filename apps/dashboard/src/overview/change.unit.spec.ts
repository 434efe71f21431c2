import { describe, expect, it } from '@jest/globals';
import { changeInPercent, changeInPoints } from './change.js';

describe('a change against the period before', () => {
  it('of a share is in percentage points', () => {
    expect(changeInPoints(0.982, 0.951)).toEqual({ by: 3.1, direction: 'up' });
    expect(changeInPoints(0.9, 0.95)).toEqual({ by: -5, direction: 'down' });
    expect(changeInPoints(0.90004, 0.9)).toEqual({ by: 0, direction: 'none' });
  });

  it('of a count is in percent', () => {
    expect(changeInPercent(150, 100)).toEqual({ by: 50, direction: 'up' });
    expect(changeInPercent(0, 100)).toEqual({ by: -100, direction: 'down' });
  });

  it('is unknown without either of them', () => {
    expect(changeInPoints(null, 0.9)).toBeUndefined();
    expect(changeInPoints(0.9, null)).toBeUndefined();
    expect(changeInPoints(0.9, undefined)).toBeUndefined();
    expect(changeInPercent(5, 0)).toBeUndefined();
    expect(changeInPercent(5, undefined)).toBeUndefined();
  });
});
