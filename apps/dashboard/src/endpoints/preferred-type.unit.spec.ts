import { expect, it } from '@jest/globals';
import { preferredType } from './preferred-type.js';

const types = ['api_key.revoked', 'budget.exceeded', 'budgets.closed'];

it.each([
  [['budget.*'], 'budget.exceeded'],
  [['budgets.closed'], 'budgets.closed'],
  [['*'], 'api_key.revoked'],
  [['invoice.paid'], 'api_key.revoked'],
])('an endpoint that subscribes to %j is tested with %s', (subscriptions, type) => {
  expect(preferredType(types, subscriptions)).toBe(type);
});

it('without types there is nothing to test with', () => {
  expect(preferredType([], ['*'])).toBeUndefined();
});
