import { expect, it } from '@jest/globals';
import { type Endpoint, subscriptionCovers } from '@postrider/contracts';
import { subscribersOf } from './subscribers.js';

const patterns = ['*', 'budget.*', 'budget.exceeded', 'budgets.*', 'budget.exceeded.*', 'api_key.revoked'];
const endpoints = patterns.map((pattern) => ({ id: pattern, event_types: ['a.b', pattern] })) as Endpoint[];

it.each([
  ...['budget.exceeded', 'budget.exceeded.twice', 'budgets.x', 'api_key.revoked', 'other.type'],
  'postrider.endpoint.failing',
])('an endpoint counts as subscribed to %s where it does for the API', (type) => {
  const expected = patterns.filter((pattern) => subscriptionCovers(pattern, type));
  expect(subscribersOf({ type }, endpoints).map(({ id }) => id)).toEqual(expected);
});

it('the event of a customer is for its endpoints and for those of all customers, another for the own ones', () => {
  const event_types = ['*'];
  const acme = { id: 'cus_1', uid: 'acme' };
  const all: Partial<Endpoint>[] = [
    { id: 'own', event_types },
    { id: 'all', event_types, customers: 'all' },
    { id: 'acme', event_types, customer: acme },
    { id: 'other', event_types, customer: { id: 'cus_2', uid: 'other' } },
  ];
  const ids = (customer?: typeof acme) =>
    subscribersOf({ type: 'a.b', customer }, all as Endpoint[]).map(({ id }) => id);
  expect(ids()).toEqual(['own', 'all']);
  expect(ids(acme)).toEqual(['all', 'acme']);
});
