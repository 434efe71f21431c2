import { expect, it } from '@jest/globals';
import { suggestions } from './suggestions.js';

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
