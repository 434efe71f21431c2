import { describe, expect, it } from '@jest/globals';
import { merge } from './merge-rows.js';

const row = (id: string, status = 'pending') => ({ id, status });

describe('rows that are shown while newer ones come', () => {
  it('stay in their places, with their new state; the newer ones are counted', () => {
    const shown = [row('c'), row('b'), row('a')];
    const newest = [row('e'), row('d'), row('c', 'delivered'), row('b')];
    expect(merge(shown, newest, 4)).toEqual({
      rows: [row('c', 'delivered'), row('b'), row('a')],
      left: new Set(),
      fresh: 2,
      isPaused: false,
    });
  });

  it('also stay when the filters no longer match them, and are known for it', () => {
    const shown = [row('c'), row('b'), row('a')];
    const merged = merge(shown, [row('d'), row('b')], 4);
    expect(merged).toMatchObject({ rows: shown, fresh: 1 });
    expect([...merged.left]).toEqual(['c', 'a']);
  });

  it('are not said to have gone where so many new ones came that nobody looked', () => {
    const merged = merge([row('b'), row('a')], [row('d'), row('c')], 2);
    expect(merged).toMatchObject({ fresh: 2, isPaused: true });
    expect([...merged.left]).toEqual([]);
  });

  it('are all new where nothing is shown', () => {
    expect(merge([], [row('b'), row('a')], 4)).toMatchObject({ rows: [], fresh: 2, isPaused: false });
    expect(merge([row('a')], undefined, 4)).toMatchObject({ rows: [row('a')], fresh: 0 });
  });
});
