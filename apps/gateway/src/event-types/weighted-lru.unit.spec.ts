import { describe, expect, it } from '@jest/globals';
import { WeightedLru } from './weighted-lru.js';

const namesIn = (cache: WeightedLru<string, string>, ...names: string[]): string[] =>
  names.filter((name) => cache.get(name) === name);

describe('a weighted LRU cache', () => {
  it('drops the least recently used values until the rest is within the bound', () => {
    const cache = new WeightedLru<string, string>(10);
    for (const name of ['a', 'b', 'c']) cache.set(name, name, 3);
    cache.get('a');
    cache.set('d', 'd', 5);
    expect(namesIn(cache, 'a', 'b', 'c', 'd')).toEqual(['a', 'd']);
  });

  it('does not count the weight of a replaced value', () => {
    const cache = new WeightedLru<string, string>(10);
    cache.set('a', 'a', 4);
    for (let i = 0; i < 10; i++) cache.set('b', 'b', 6);
    expect(namesIn(cache, 'a', 'b')).toEqual(['a', 'b']);
  });

  it('keeps only the newest value if that is heavier than the bound', () => {
    const cache = new WeightedLru<string, string>(10);
    cache.set('a', 'a', 1);
    cache.set('b', 'b', 100);
    expect(namesIn(cache, 'a', 'b')).toEqual(['b']);
    cache.set('c', 'c', 1);
    expect(namesIn(cache, 'b', 'c')).toEqual(['c']);
  });
});
