import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { probe } from './probe.js';

describe('probe', () => {
  it('is up when there is an answer, whatever it is', async () => {
    expect(await probe(() => Promise.resolve(undefined))).toBe('up');
    expect(await probe(() => Promise.resolve('down'))).toBe('up');
  });

  it('is down when the answer is an error', async () => {
    expect(await probe(() => Promise.reject(new Error('refused')))).toBe('down');
    const question = (): Promise<never> => {
      throw new Error('not even asked');
    };
    expect(await probe(question)).toBe('down');
  });

  describe('without an answer', () => {
    beforeEach(() => {
      jest.useFakeTimers();
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    it('is down once its patience has ended, and leaves no timer behind', async () => {
      const state = probe(() => new Promise(() => undefined));
      await jest.advanceTimersByTimeAsync(60_000);
      expect(await state).toBe('down');
      expect(jest.getTimerCount()).toBe(0);
    });

    it('does not wait for its patience when there is one after all', async () => {
      expect(await probe(() => Promise.resolve(1))).toBe('up');
      expect(jest.getTimerCount()).toBe(0);
    });
  });
});
