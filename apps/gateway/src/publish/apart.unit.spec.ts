import { describe, expect, it } from '@jest/globals';
import { DatabaseUnavailable } from '@postrider/event-store';
import { apart } from './apart.js';

const outcomes = (results: readonly unknown[]): unknown[] =>
  results.map((result) => (result instanceof Error ? result.message : result));

/** Work that fails for all inputs when one of them is bad; `runs` are the inputs of each run. */
function workOn(bad: readonly number[], error: (n: number) => Error = (n) => new Error(`${String(n)} is bad`)) {
  const runs: number[][] = [];
  const work = (inputs: readonly number[]): Promise<string[]> => {
    runs.push([...inputs]);
    const found = inputs.find((n) => bad.includes(n));
    return found === undefined ? Promise.resolve(inputs.map((n) => `done ${String(n)}`)) : Promise.reject(error(found));
  };
  return { runs, work };
}

describe('work that is done for several inputs together', () => {
  it('is done once when it succeeds', async () => {
    const { runs, work } = workOn([]);
    expect(await apart([1, 2, 3], work)).toEqual(['done 1', 'done 2', 'done 3']);
    expect(runs).toEqual([[1, 2, 3]]);
  });

  it('fails for those at fault alone', async () => {
    const { runs, work } = workOn([3, 6]);
    expect(outcomes(await apart([1, 2, 3, 4, 5, 6], work))).toEqual([
      'done 1',
      'done 2',
      '3 is bad',
      'done 4',
      'done 5',
      '6 is bad',
    ]);
    const succeeded = runs.filter((inputs) => !inputs.includes(3) && !inputs.includes(6)).flat();
    expect(succeeded.toSorted()).toEqual([1, 2, 4, 5]);
  });

  it('is not done again in an outage, of which all are told', async () => {
    const { runs, work } = workOn([2], () => new DatabaseUnavailable('away'));
    expect(outcomes(await apart([1, 2, 3], work))).toEqual(['away', 'away', 'away']);
    expect(runs).toHaveLength(1);
  });

  it('is not done for nothing', async () => {
    const { runs, work } = workOn([]);
    expect(await apart([], work)).toEqual([]);
    expect(runs).toEqual([]);
  });
});
