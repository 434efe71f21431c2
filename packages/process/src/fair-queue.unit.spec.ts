import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FairQueue } from './fair-queue.js';

/** A queue of `group + n`, each of that weight. */
function queueOf(quantum: number, items: readonly [group: string, weight: number][]): FairQueue<string> {
  const queue = new FairQueue<string>(quantum);
  items.forEach(([group, weight], n) => {
    queue.add(group, `${group}${String(n)}`, weight);
  });
  return queue;
}

const times = (count: number, group: string, weight = 1): [string, number][] =>
  Array.from({ length: count }, () => [group, weight]);

describe('one group', () => {
  it('is served in the order in which its items came', () => {
    const queue = queueOf(1, [...times(3, 'a'), ...times(2, 'a', 4)]);
    expect([queue.take(4), queue.take(4), queue.take(4), queue.take(4)]).toEqual([
      ['a0', 'a1', 'a2'],
      ['a3'],
      ['a4'],
      [],
    ]);
  });

  it('gets an item that is heavier than any batch out alone', () => {
    const queue = queueOf(1, [...times(1, 'a'), ...times(1, 'a', 50), ...times(1, 'a')]);
    expect([queue.take(10), queue.take(10), queue.take(10)]).toEqual([['a0'], ['a1'], ['a2']]);
  });
});

describe('several groups', () => {
  it('take turns, so that a flood of one does not hold up the other', () => {
    const queue = queueOf(2, [...times(100, 'a'), ...times(3, 'b')]);
    expect(queue.take(8)).toEqual(['a0', 'a1', 'b100', 'b101', 'a2', 'a3', 'b102', 'a4']);
  });

  it('share by weight: a heavy item waits until the others had as much', () => {
    const queue = queueOf(1, [...times(2, 'a', 6), ...times(20, 'b')]);
    const batches = [queue.take(4), queue.take(4), queue.take(6)];
    expect(batches.map((batch) => batch.map((item) => item[0]).join(''))).toEqual(['bbbb', 'bbbb', 'a']);
  });

  it('do not lose their turn to an item that does not fit in any more', () => {
    const queue = queueOf(10, [...times(1, 'a', 3), ...times(1, 'b', 8), ...times(3, 'c', 3)]);
    expect([queue.take(10), queue.take(10)]).toEqual([['a0', 'c2', 'c3'], ['b1']]);
  });
});

describe('whatever is in it', () => {
  it('is taken out once, within the room, and within a group in order', () => {
    const item = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 30 }));
    const sizes = fc.record({ quantum: fc.integer({ min: 1, max: 20 }), room: fc.integer({ min: 1, max: 25 }) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), sizes, (items, { quantum, room }) => {
        const queue = queueOf(quantum, items);
        const weights = new Map(items.map(([group, weight], n) => [`${group}${String(n)}`, weight]));
        const taken: string[] = [];
        while (queue.size > 0) {
          const batch = queue.take(room);
          const weight = batch.reduce((sum, each) => sum + (weights.get(each) ?? 0), 0);
          expect(batch.length === 1 || weight <= room).toBe(true);
          expect(batch.length).toBeGreaterThan(0);
          taken.push(...batch);
        }
        const inOrder = (group: string): string[] => [...weights.keys()].filter((each) => each.startsWith(group));
        for (const group of ['a', 'b', 'c']) {
          expect(taken.filter((each) => each.startsWith(group))).toEqual(inOrder(group));
        }
      }),
    );
  });
});
