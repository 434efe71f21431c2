import { describe, expect, it } from '@jest/globals';
import { bandsOf, quantile, timesOf } from './response-times.js';

describe('response times', () => {
  it('have the time that a share of the responses did not exceed, and none without responses', () => {
    const times = timesOf({ 40: 7, 17: 92, 0: 1 });
    expect(times.map(({ step }) => step)).toEqual([0, 17, 40]);
    expect([0.01, 0.5, 0.95, 0.99].map((share) => quantile(times, share))).toEqual([1, 19, 1_024, 1_024]);
    expect(quantile([], 0.5)).toBeNull();
  });

  it('are counted in bands that double, without gaps', () => {
    expect(bandsOf(timesOf({ 9: 1, 12: 2, 20: 4, 21: 8 }))).toEqual([
      { up_to_ms: 8, responses: 3 },
      { up_to_ms: 16, responses: 0 },
      { up_to_ms: 32, responses: 4 },
      { up_to_ms: 64, responses: 8 },
    ]);
    expect(bandsOf([])).toEqual([]);
  });
});
