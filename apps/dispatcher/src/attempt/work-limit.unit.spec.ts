import { describe, expect, it } from '@jest/globals';
import { WorkLimit } from './work-limit.js';

/** Work that ends when it is told to. */
function work(): { run: () => Promise<string>; end: () => void; isRunning: () => boolean } {
  const { promise, resolve } = Promise.withResolvers<string>();
  let running = false;
  return {
    run: () => {
      running = true;
      return promise.finally(() => (running = false));
    },
    end: () => {
      resolve('done');
    },
    isRunning: () => running,
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('WorkLimit', () => {
  it('begins what is over the limit when earlier work ends, in order', async () => {
    const limit = new WorkLimit(2);
    const all = [work(), work(), work(), work()];
    const results = all.map(({ run }) => limit.begin(run));
    await turn();
    expect(all.map(({ isRunning }) => isRunning())).toEqual([true, true, false, false]);
    all[1]?.end();
    await turn();
    expect(all.map(({ isRunning }) => isRunning())).toEqual([true, false, true, false]);
    for (const { end } of all) end();
    expect(await Promise.all(results)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('finishes what has begun at once, and begins nothing while that is over the limit', async () => {
    const limit = new WorkLimit(1);
    const [first, second, later] = [work(), work(), work()];
    const results = [limit.finish(first.run), limit.finish(second.run), limit.begin(later.run)];
    expect([first, second, later].map(({ isRunning }) => isRunning())).toEqual([true, true, false]);
    first.end();
    await turn();
    expect(later.isRunning()).toBe(false);
    second.end();
    await turn();
    expect(later.isRunning()).toBe(true);
    later.end();
    await Promise.all(results);
  });

  it('goes on after work that fails', async () => {
    const limit = new WorkLimit(1);
    const failing = limit.begin(() => Promise.reject(new Error('away')));
    const next = limit.begin(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('away');
    expect(await next).toBe('done');
  });
});
