import { expect, it } from '@jest/globals';
import { repeatsName, pairsOf, recordOf } from './pairs.js';

it('pairs are those of the metadata, without empty ones', () => {
  expect(pairsOf({ plan: 'pro' })).toEqual([['plan', 'pro']]);
  expect(pairsOf(undefined)).toEqual([]);
  expect(
    recordOf([
      ['plan', 'pro'],
      ['', ''],
    ]),
  ).toEqual({ plan: 'pro' });
  expect(recordOf([['', 'x']])).toEqual({ '': 'x' });
});

it('a name that stands twice is seen', () => {
  expect(
    repeatsName([
      ['plan', 'pro'],
      ['plan', 'free'],
    ]),
  ).toBe(true);
  expect(
    repeatsName([
      ['plan', 'pro'],
      ['', ''],
      ['', ''],
    ]),
  ).toBe(false);
});
