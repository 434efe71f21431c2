import { describe, expect, it } from '@jest/globals';
import { workInOrder } from './in-order.js';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) yield await Promise.resolve(n);
}

/** Work that ends when told. */
function controlled() {
  const inWork = new Map<number, PromiseWithResolvers<string>>();
  const work = (item: number): Promise<string> => {
    const pending = Promise.withResolvers<string>();
    inWork.set(item, pending);
    return pending.promise;
  };
  const started = async (count: number): Promise<number[]> => {
    while (inWork.size < count) await new Promise(setImmediate);
    return [...inWork.keys()];
  };
  return { inWork, work, started };
}

describe('work in order', () => {
  it('has as many items in work as allowed, and reports them in their order', async () => {
    const { inWork, work, started } = controlled();
    const finished: number[] = [];
    const all = workInOrder(numbers(4), 2, work, (item) => finished.push(item));
    expect(await started(2)).toEqual([0, 1]);
    inWork.get(1)?.resolve('');
    expect(await started(3)).toEqual([0, 1, 2]);
    expect(finished).toEqual([]);
    inWork.get(0)?.resolve('');
    expect(await started(4)).toEqual([0, 1, 2, 3]);
    expect(finished).toEqual([0, 1]);
    for (const { resolve } of inWork.values()) resolve('');
    await all;
    expect(finished).toEqual([0, 1, 2, 3]);
  });

  it('starts nothing after an error, and throws it when the items in work have ended', async () => {
    const { inWork, work, started } = controlled();
    const finished: number[] = [];
    let hasEnded = false;
    const all = workInOrder(numbers(9), 2, work, (item) => finished.push(item)).finally(() => {
      hasEnded = true;
    });
    const failed = expect(all).rejects.toThrow('out of order');
    await started(2);
    inWork.get(1)?.reject(new Error('out of order'));
    await new Promise(setImmediate);
    expect(hasEnded).toBe(false);
    inWork.get(0)?.resolve('');
    await failed;
    expect([...inWork.keys()]).toEqual([0, 1]);
    expect(finished).toEqual([0]);
  });
});
