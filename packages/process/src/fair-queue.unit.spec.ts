import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FairQueue } from './fair-queue.js';

/** A queue of items named `group + n`. */
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
  it('is first in, first out', () => {
    const queue = queueOf(1, [...times(3, 'a'), ...times(2, 'a', 4)]);
    expect([queue.take(4), queue.take(4), queue.take(4), queue.take(4)]).toEqual([
      ['a0', 'a1', 'a2'],
      ['a3'],
      ['a4'],
      [],
    ]);
  });

  it('gives an item that is heavier than a batch a batch of its own', () => {
    const queue = queueOf(1, [...times(1, 'a'), ...times(1, 'a', 50), ...times(1, 'a')]);
    expect([queue.take(10), queue.take(10), queue.take(10)]).toEqual([['a0'], ['a1'], ['a2']]);
  });
});

describe('several groups', () => {
  it('take turns, so that a flood of one does not delay the other', () => {
    const queue = queueOf(2, [...times(100, 'a'), ...times(3, 'b')]);
    expect(queue.take(8)).toEqual(['a0', 'a1', 'b100', 'b101', 'a2', 'a3', 'b102', 'a4']);
  });

  it('share by weight: a heavy item waits until the others have taken as much', () => {
    const queue = queueOf(1, [...times(2, 'a', 6), ...times(20, 'b')]);
    const batches = [queue.take(4), queue.take(4), queue.take(6)];
    expect(batches.map((batch) => batch.map((item) => item[0]).join(''))).toEqual(['bbbb', 'bbbb', 'a']);
  });

  it('keep their turn when their next item does not fit into the batch', () => {
    const queue = queueOf(10, [...times(1, 'a', 3), ...times(1, 'b', 8), ...times(3, 'c', 3)]);
    expect([queue.take(10), queue.take(10)]).toEqual([['a0', 'c2', 'c3'], ['b1']]);
  });
});

describe('the parts of a group', () => {
  const partsOf = (items: readonly [part: string, weight: number][]): FairQueue<string> => {
    const queue = new FairQueue<string>(2);
    items.forEach(([part, weight], n) => {
      queue.add('group', `${part}${String(n)}`, weight, part);
    });
    return queue;
  };

  it('take turns, so that a flood of one does not delay the other', () => {
    const queue = partsOf([...times(100, 'a'), ...times(3, 'b')]);
    expect(queue.take(8)).toEqual(['a0', 'a1', 'b100', 'b101', 'a2', 'a3', 'b102', 'a4']);
    expect([queue.sizeOf('group'), queue.sizeOf('group', 'a'), queue.sizeOf('group', 'b')]).toEqual([95, 95, 0]);
  });

  it('share the turns of their group: many parts get no more than another group', () => {
    const queue = partsOf([...times(10, 'a'), ...times(10, 'b'), ...times(10, 'c')]);
    for (let n = 0; n < 20; n++) queue.add('other', `other${String(n)}`, 1);
    const taken = queue.take(20);
    expect(taken.filter((item) => item.startsWith('other'))).toHaveLength(10);
  });
});

describe('every item', () => {
  it('is taken once, within the maximum weight, and in order within a group', () => {
    const item = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 30 }));
    const sizes = fc.record({ quantum: fc.integer({ min: 1, max: 20 }), maxWeight: fc.integer({ min: 1, max: 25 }) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), sizes, (items, { quantum, maxWeight }) => {
        const queue = queueOf(quantum, items);
        const weights = new Map(items.map(([group, weight], n) => [`${group}${String(n)}`, weight]));
        const taken: string[] = [];
        while (queue.size > 0) {
          const batch = queue.take(maxWeight);
          const weight = batch.reduce((sum, each) => sum + (weights.get(each) ?? 0), 0);
          expect(batch.length === 1 || weight <= maxWeight).toBe(true);
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

  it('of a part is taken once, and in order within the part', () => {
    const item = fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 1, max: 30 }));
    const sizes = fc.record({ quantum: fc.integer({ min: 1, max: 20 }), maxWeight: fc.integer({ min: 1, max: 25 }) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), sizes, (items, { quantum, maxWeight }) => {
        const queue = new FairQueue<number>(quantum);
        items.forEach(([group, part, weight], n) => {
          queue.add(group, n, weight, part);
        });
        const taken: number[] = [];
        while (queue.size > 0) {
          const batch = queue.take(maxWeight);
          expect(batch.length).toBeGreaterThan(0);
          const weight = batch.reduce((sum, n) => sum + (items[n]?.[2] ?? 0), 0);
          expect(batch.length === 1 || weight <= maxWeight).toBe(true);
          taken.push(...batch);
        }
        expect(taken.toSorted((a, b) => a - b)).toEqual(items.map((_, n) => n));
        const lineOf = (n: number): string => `${items[n]?.[0] ?? ''}${items[n]?.[1] ?? ''}`;
        for (const line of Map.groupBy(taken, lineOf).values()) expect(line).toEqual(line.toSorted((a, b) => a - b));
      }),
    );
  });
});
