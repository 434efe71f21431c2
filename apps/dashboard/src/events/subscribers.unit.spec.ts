import { expect, it } from '@jest/globals';
import { type Endpoint, subscriptionCovers } from '@postrider/contracts';
import { subscribersOf } from './subscribers.js';

const patterns = ['*', 'budget.*', 'budget.exceeded', 'budgets.*', 'budget.exceeded.*', 'api_key.revoked'];
const endpoints = patterns.map((pattern) => ({ id: pattern, event_types: ['a.b', pattern] })) as Endpoint[];

it.each(['budget.exceeded', 'budget.exceeded.twice', 'budgets.x', 'api_key.revoked', 'other.type'])(
  'an endpoint counts as subscribed to %s where it does for the API',
  (type) => {
    const expected = patterns.filter((pattern) => subscriptionCovers(pattern, type));
    expect(subscribersOf(type, endpoints).map(({ id }) => id)).toEqual(expected);
  },
);
