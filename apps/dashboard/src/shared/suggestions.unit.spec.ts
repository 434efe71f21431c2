import { expect, it } from '@jest/globals';
import { prefixMeantBy, suggestions } from './suggestions.js';

it('one may subscribe to all, to what several types begin with, and to each', () => {
  expect(suggestions(['shop.order.placed', 'shop.order.paid', 'budget.exceeded', 'shop.closed'])).toEqual([
    '*',
    'budget.exceeded',
    'shop.*',
    'shop.closed',
    'shop.order.*',
    'shop.order.paid',
    'shop.order.placed',
  ]);
  expect(suggestions([])).toEqual(['*']);
});

it('the beginning of types is taken for their prefix, a type for itself', () => {
  const types = ['order.placed', 'shop', 'shop.closed'];
  expect(['order', ' order ', 'ord', 'order.placed', 'shop', ''].map((typed) => prefixMeantBy(typed, types))).toEqual([
    'order.*',
    'order.*',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
