import { describe, expect, it } from '@jest/globals';
import { Pacer } from './pacer.js';

describe('a pacer', () => {
  it('lets calls with one key go on one after the other, and refuses too many', async () => {
    const pacer = new Pacer({ pauseMs: 5, maxWaiting: 2 });
    const order: string[] = [];
    const call = async (name: string, key = 'a'): Promise<boolean> => {
      const mayGoOn = await pacer.wait(key);
      if (mayGoOn) order.push(name);
      return mayGoOn;
    };
    const all = await Promise.all([call('first'), call('second'), call('third'), call('other', 'b')]);
    expect(all).toEqual([true, true, false, true]);
    expect(order.indexOf('first')).toBeLessThan(order.indexOf('second'));
    expect(await call('later')).toBe(true);
  });
});
