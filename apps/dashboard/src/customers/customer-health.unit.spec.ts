import { expect, it } from '@jest/globals';
import { worstStates } from './customer-health.js';

const endpoint = (id: string, customer?: string) => ({
  id,
  active: true,
  disabled_reason: null,
  ...(customer !== undefined && { customer: { id: customer, uid: customer } }),
});

it('a customer is as well as its worst endpoint', () => {
  const endpoints = [
    endpoint('whe_1', 'acme'),
    endpoint('whe_2', 'acme'),
    endpoint('whe_3', 'other'),
    endpoint('whe_4'),
  ];
  const activities = new Map([
    ['whe_1', { state: 'failing' as const }],
    ['whe_4', { state: 'degraded' as const }],
  ]);
  const states = [...worstStates(endpoints, activities)].map(([customer, { key }]) => [customer, key]);
  expect(states.toSorted()).toEqual([
    ['acme', 'failing'],
    ['other', 'active'],
  ]);
});
