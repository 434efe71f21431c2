import { describe, expect, it } from '@jest/globals';
import { Turnstile } from './turnstile.js';

describe('a turnstile', () => {
  it('lets calls of one key pass one after the other, and refuses those that are too many', async () => {
    const turnstile = new Turnstile({ pauseMs: 5, maxWaiting: 2 });
    const passed: string[] = [];
    const pass = async (name: string, key = 'a'): Promise<boolean> => {
      const isThrough = await turnstile.pass(key);
      if (isThrough) passed.push(name);
      return isThrough;
    };
    const all = await Promise.all([pass('first'), pass('second'), pass('third'), pass('other', 'b')]);
    expect(all).toEqual([true, true, false, true]);
    expect(passed.indexOf('first')).toBeLessThan(passed.indexOf('second'));
    expect(await pass('later')).toBe(true);
  });
});
