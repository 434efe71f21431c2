import { describe, expect, it } from '@jest/globals';
import { DatabaseUnavailable } from '@postrider/event-store';
import { isolateFailures } from './isolate-failures.js';

/** Runs work for the inputs that fails when one of them is bad. Returns the results and the inputs of each run. */
async function isolated(
  inputs: readonly number[],
  bad: readonly number[],
  error: (n: number) => Error = (n) => new Error(`${String(n)} is bad`),
): Promise<{ results: unknown[]; runs: number[][] }> {
  const results = new Map<number, string | Error>();
  const runs: number[][] = [];
  await isolateFailures(inputs, results, (some) => {
    runs.push([...some]);
    const found = some.find((n) => bad.includes(n));
    if (found !== undefined) return Promise.reject(error(found));
    for (const n of some) results.set(n, `done ${String(n)}`);
    return Promise.resolve();
  });
  const texts = inputs.map((n) => results.get(n)).map((each) => (each instanceof Error ? each.message : each));
  return { results: texts, runs };
}

describe('work for several inputs', () => {
  it('runs once when it succeeds', async () => {
    const { results, runs } = await isolated([1, 2, 3], []);
    expect(results).toEqual(['done 1', 'done 2', 'done 3']);
    expect(runs).toEqual([[1, 2, 3]]);
  });

  it('fails only for the inputs at fault', async () => {
    const { results, runs } = await isolated([1, 2, 3, 4, 5, 6], [3, 6]);
    expect(results).toEqual(['done 1', 'done 2', '3 is bad', 'done 4', 'done 5', '6 is bad']);
    const succeeded = runs.filter((inputs) => !inputs.includes(3) && !inputs.includes(6)).flat();
    expect(succeeded.toSorted()).toEqual([1, 2, 4, 5]);
  });

  it('runs once during an outage, and fails for all inputs', async () => {
    const { results, runs } = await isolated([1, 2, 3], [2], () => new DatabaseUnavailable('away'));
    expect(results).toEqual(['away', 'away', 'away']);
    expect(runs).toHaveLength(1);
  });

  it('does not run without inputs', async () => {
    expect((await isolated([], [])).runs).toEqual([]);
  });
});
