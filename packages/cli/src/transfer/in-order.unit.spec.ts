import { expect, it } from '@jest/globals';
import { inOrder } from './in-order.js';

it('results come in order, with a limit on the calls at once', async () => {
  let running = 0;
  let most = 0;
  const results: number[] = [];
  const mapped = inOrder([30, 1, 20, 2, 10], 2, async (ms) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, ms));
    running -= 1;
    return ms;
  });
  for await (const result of mapped) results.push(result);
  expect(results).toEqual([30, 1, 20, 2, 10]);
  expect(most).toBe(2);
});

it('an error comes when it is its turn', async () => {
  const results: number[] = [];
  const mapped = inOrder([1, 2, 3], 3, (n) => (n === 2 ? Promise.reject(new Error('two')) : Promise.resolve(n)));
  await expect(
    (async () => {
      for await (const result of mapped) results.push(result);
    })(),
  ).rejects.toThrow('two');
  expect(results).toEqual([1]);
});
