import { describe, expect, it } from '@jest/globals';
import { endpointState, matches, subscriptionsInBrief } from './endpoint-state.js';

describe('the state of an endpoint', () => {
  it('is that of its attempts, and deactivated whatever it did before', () => {
    const active = { active: true, disabled_reason: null };
    expect(endpointState(active, { state: 'active' }).key).toBe('active');
    expect(endpointState(active, undefined).key).toBe('active');
    expect(endpointState(active, { state: 'degraded' })).toEqual({ key: 'degraded', tone: 'wait', name: 'Degraded' });
    expect(endpointState(active, { state: 'failing' })).toEqual({ key: 'failing', tone: 'bad', name: 'Failing' });
    expect(endpointState({ active: false, disabled_reason: 'failing' }, { state: 'failing' }).key).toBe('inactive');
  });

  it('asks for attention where Postrider deactivated it, not where somebody did', () => {
    expect(endpointState({ active: false, disabled_reason: 'gone' }, undefined).tone).toBe('bad');
    expect(endpointState({ active: false, disabled_reason: null }, undefined).tone).toBe('idle');
    expect(endpointState({ active: false, disabled_reason: 'customer_inactive' }, undefined).tone).toBe('idle');
  });
});

it.each([
  [['budget.*', '*'], 'All events'],
  [['budget.*'], 'budget.*'],
  [['budget.*', 'api_key.revoked', 'invoice.paid'], 'budget.* and 2 more'],
])('subscriptions to %j are in brief: %s', (types, brief) => {
  expect(subscriptionsInBrief(types)).toBe(brief);
});

it('an endpoint is found by its URL, names, ids, customer or event types, in any case', () => {
  const endpoint = {
    id: 'whe_01m8',
    url: 'https://Hooks.example/a',
    event_types: ['budget.*'],
    description: 'Produktion שלום',
    active: true,
    disabled_reason: null,
    format: 'json' as const,
    envelope: 'default' as const,
    rate_limit: null,
    limits: { rate_limit: { value: null, source: 'settings' as const } },
    name: 'Warehouse',
    uid: 'wh-7',
    customer: { id: 'cus_01m8', uid: 'acme' },
    metadata: {},
    previous_secret_expires_at: null,
    created_at: '2026-11-24T12:00:00.000Z',
    updated_at: '2026-11-24T12:00:00.000Z',
  };
  for (const query of ['hooks.EX', ' whe_01 ', 'produktion', 'שלום', 'budget', 'WARE', 'wh-7', 'acme', ''])
    expect(matches(endpoint, query)).toBe(true);
  expect(matches(endpoint, 'invoice')).toBe(false);
  expect(matches({ ...endpoint, description: null }, 'null')).toBe(false);
});
