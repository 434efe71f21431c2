import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OrganizationBatch } from './organization-batch.js';

const emitted: string[][] = [];
const emit = (ids: string[]): Promise<void> => {
  emitted.push(ids);
  return Promise.resolve();
};
const after = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  emitted.length = 0;
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a batch of organizations', () => {
  it('is emitted at once, and the next ones every 200 ms at most', async () => {
    const batch = new OrganizationBatch(emit);
    for (let i = 0; i < 300; i++) {
      batch.add(['a']);
      await after(1);
    }
    expect(emitted.length).toBeLessThanOrEqual(3);
    await after(200);
    expect(emitted.length).toBe(3);
  });

  it('has each organization once', async () => {
    const batch = new OrganizationBatch(emit);
    batch.add(['a', 'b']);
    batch.add(['b', 'a']);
    await after(0);
    expect(emitted).toEqual([['a', 'b']]);
  });

  it('grows while an emission is in progress', async () => {
    let finish = (): void => undefined;
    const batch = new OrganizationBatch((ids) => {
      emitted.push(ids);
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    batch.add(['a']);
    await after(0);
    batch.add(['b']);
    await after(1_000);
    batch.add(['c']);
    expect(emitted).toEqual([['a']]);
    finish();
    await after(0);
    expect(emitted).toEqual([['a'], ['b', 'c']]);
  });

  it('is dropped when it is stopped', async () => {
    const batch = new OrganizationBatch(emit);
    batch.add(['a']);
    batch.stop();
    await after(100);
    expect(emitted).toEqual([]);
  });
});
