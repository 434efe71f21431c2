import { describe, expect, it } from '@jest/globals';
import { activateWithCustomer, createEndpoint, deactivateEndpoint, defaultEndpoint } from './decide.js';
import { after, EndpointHistory } from './endpoint-history.fixture.spec.js';
import { getsEventsOf, isSubscribed } from './recipients.js';
import { evolveEndpoint } from './endpoint.js';

const settings = { ...defaultEndpoint, url: 'https://example.com/hooks', event_types: ['*'] };

describe('an endpoint of a customer', () => {
  it('is inactive with an inactive customer, and active again with it', () => {
    const events = createEndpoint(settings, 'sealed', { id: 'cus_1', active: false });
    expect(events.map(({ type }) => type)).toEqual(['EndpointCreated', 'EndpointDeactivated']);
    const [created, deactivated] = events.map((event, i) => ({
      ...{ stream_id: 'whe_1', organization_id: 'org_1', version: i + 1, occurred_at: after(0) },
      event,
    }));
    if (!created || !deactivated) throw new Error('there are two events');
    const held = evolveEndpoint(evolveEndpoint(undefined, created), deactivated);
    expect(held).toMatchObject({ customer_id: 'cus_1', active: false, disabled_reason: 'customer_inactive' });
    expect(activateWithCustomer(held)).toEqual([{ type: 'EndpointActivated', data: {} }]);
  });

  it('stays inactive that a user deactivated, before its customer or while it was inactive', () => {
    const before = new EndpointHistory({ active: false });
    expect(deactivateEndpoint(before.state, 'customer_inactive')).toEqual([]);
    expect(activateWithCustomer(before.state)).toEqual([]);
    const held = { ...before.state, disabled_reason: 'customer_inactive' as const };
    expect(deactivateEndpoint(held, null)).toEqual([{ type: 'EndpointDeactivated', data: { reason: null } }]);
  });

  it('created without a customer has an event as earlier releases wrote it', () => {
    const [created] = createEndpoint(settings, 'sealed');
    expect(Object.keys(created?.data ?? {})).toEqual([
      ...['description', 'active', 'rate_limit', 'url', 'event_types', 'format', 'secret'],
    ]);
  });
});

describe('the events of an endpoint', () => {
  const own = { customer_id: null, all_customers: false };
  const ofAll = { customer_id: null, all_customers: true };
  const ofAcme = { customer_id: 'cus_acme', all_customers: false };

  it.each([
    ['of the organization', own, [null]],
    ['of the organization, for all customers', ofAll, [null, 'cus_acme', 'cus_other']],
    ['of a customer', ofAcme, ['cus_acme']],
  ])('%s are those of its owner', (_, endpoint, expected) => {
    expect([null, 'cus_acme', 'cus_other'].filter((customer) => getsEventsOf(endpoint, customer))).toEqual(expected);
  });

  it('are of types that it subscribes to and its customer may get', () => {
    const endpoint = { event_types: ['budget.*', 'api_key.revoked'] };
    const types = ['budget.exceeded', 'api_key.revoked', 'experiment.completed'];
    const subscribed = (allowed: string[] | null) => types.filter((type) => isSubscribed(endpoint, type, allowed));
    expect(subscribed(null)).toEqual(['budget.exceeded', 'api_key.revoked']);
    expect(subscribed(['budget.exceeded', 'experiment.*'])).toEqual(['budget.exceeded']);
  });
});
