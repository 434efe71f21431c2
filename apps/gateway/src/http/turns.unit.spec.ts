import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Turns } from './turns.js';

describe('functions that take turns', () => {
  it('run in order, each in a turn of the event loop of its own', async () => {
    const turns = new Turns();
    const ran: number[] = [];
    for (const n of [1, 2, 3]) turns.take(() => ran.push(n));
    expect(ran).toEqual([]);
    const seen: number[][] = [];
    while (ran.length < 3) {
      await nextTurn();
      seen.push([...ran]);
    }
    expect(seen).toEqual([[1], [1, 2], [1, 2, 3]]);
  });

  it('go on after all have run', async () => {
    const turns = new Turns();
    const ran: string[] = [];
    turns.take(() => ran.push('first'));
    for (let n = 0; n < 3; n++) await nextTurn();
    turns.take(() => {
      ran.push('second');
      turns.take(() => ran.push('from the second'));
    });
    for (let n = 0; n < 3; n++) await nextTurn();
    expect(ran).toEqual(['first', 'second', 'from the second']);
  });

  describe('while calls of others arrive', () => {
    afterEach(() => {
      jest.useRealTimers();
    });

    it('take a quarter of the time', async () => {
      jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
      const turns = new Turns(() => Date.now());
      const startedAt: number[] = [];
      turns.noteOther();
      for (const ms of [10, 20, 30]) {
        turns.take(() => {
          startedAt.push(Date.now());
          jest.setSystemTime(Date.now() + ms);
        });
      }
      for (let n = 0; n < 3; n++) {
        await nextTurn();
        await nextTurn();
        jest.advanceTimersToNextTimer();
      }
      expect(startedAt).toEqual([0, 40, 120]);
    });
  });
});
