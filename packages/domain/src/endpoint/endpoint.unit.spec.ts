import { describe, expect, it } from '@jest/globals';
import { evolveEndpoint } from './endpoint.js';
import { after, EndpointHistory, start } from './endpoint-history.fixture.spec.js';

describe('a new endpoint', () => {
  it('has what it was created with and one secret that does not expire', () => {
    const endpoint = new EndpointHistory({ description: 'Production webhook' });
    expect(endpoint.state).toEqual({
      id: 'whe_1',
      organization_id: 'org_1',
      version: 1,
      customer_id: null,
      name: null,
      uid: null,
      metadata: {},
      all_customers: false,
      url: 'https://example.com/hooks',
      event_types: ['budget.*'],
      description: 'Production webhook',
      active: true,
      disabled_reason: null,
      format: 'json',
      envelope: 'default',
      rate_limit: null,
      secrets: [{ sealed: 'sealed-1', expires_at: null }],
      created_at: start,
      updated_at: start,
      deleted_at: null,
    });
  });

  it('records no default envelope, as events of earlier releases have none', () => {
    const [created] = new EndpointHistory().events;
    expect(created?.data).not.toHaveProperty('envelope');
  });

  it('may be inactive', () => {
    expect(new EndpointHistory({ active: false }).state.active).toBe(false);
  });

  it('cannot begin with anything else', () => {
    const recorded = { stream_id: 'whe_1', organization_id: 'org_1', version: 1, occurred_at: start };
    expect(() => evolveEndpoint(undefined, { ...recorded, event: { type: 'EndpointDeleted', data: {} } })).toThrow(
      'whe_1',
    );
  });
});

describe('an update', () => {
  it('records only what changes', () => {
    const endpoint = new EndpointHistory();
    const changes = { url: 'https://example.com/hooks', event_types: ['*'], description: 'new' };
    expect(endpoint.update(changes, after(5))).toEqual([
      { type: 'EndpointUpdated', data: { event_types: ['*'], description: 'new' } },
    ]);
    expect(endpoint.state).toMatchObject({
      version: 2,
      url: 'https://example.com/hooks',
      event_types: ['*'],
      description: 'new',
      created_at: start,
      updated_at: after(5),
    });
  });

  it('that repeats the state returns no events', () => {
    const endpoint = new EndpointHistory({ description: 'same' });
    const { url, event_types, description, active } = endpoint.state;
    expect(endpoint.update({ url, event_types: [...event_types], description, active })).toEqual([]);
    expect(endpoint.update({})).toEqual([]);
    expect(endpoint.state.version).toBe(1);
  });

  it('records other event types, fewer, and the same in another order', () => {
    const endpoint = new EndpointHistory({ event_types: ['budget.*', 'api_key.revoked'] });
    for (const event_types of [['api_key.revoked', 'budget.*'], ['api_key.revoked'], ['*']]) {
      expect(endpoint.update({ event_types })).toHaveLength(1);
      expect(endpoint.state.event_types).toEqual(event_types);
    }
  });

  it('can set, change and remove a rate limit', () => {
    const endpoint = new EndpointHistory();
    expect(endpoint.update({ rate_limit: 5 })).toEqual([{ type: 'EndpointUpdated', data: { rate_limit: 5 } }]);
    expect(endpoint.update({ rate_limit: 5 })).toEqual([]);
    expect(endpoint.update({ rate_limit: null })).toEqual([{ type: 'EndpointUpdated', data: { rate_limit: null } }]);
    expect(endpoint.state.rate_limit).toBeNull();
  });

  it('can set, change and remove an envelope', () => {
    const endpoint = new EndpointHistory({ envelope: 'data' });
    expect(endpoint.events[0]).toMatchObject({ type: 'EndpointCreated', data: { envelope: 'data' } });
    expect(endpoint.update({ envelope: 'data' })).toEqual([]);
    expect(endpoint.update({ envelope: 'default' })).toEqual([
      { type: 'EndpointUpdated', data: { envelope: 'default' } },
    ]);
    expect(endpoint.state.envelope).toBe('default');
  });

  it('can remove the description', () => {
    const endpoint = new EndpointHistory({ description: 'old' });
    endpoint.update({ description: null });
    expect(endpoint.state.description).toBeNull();
  });

  it('of the URL sets the format', () => {
    const endpoint = new EndpointHistory();
    endpoint.update({ url: 'https://hooks.slack.com/services/T0/B0/x' });
    expect(endpoint.state.format).toBe('slack');
    endpoint.update({ url: 'https://example.com/' });
    expect(endpoint.state.format).toBe('json');
  });

  it('can change fields and deactivate at once', () => {
    const endpoint = new EndpointHistory();
    const types = endpoint.update({ description: 'paused', active: false }).map(({ type }) => type);
    expect(types).toEqual(['EndpointUpdated', 'EndpointDeactivated']);
    expect(endpoint.state).toMatchObject({ version: 3, description: 'paused', active: false });
  });
});

describe('activity', () => {
  it('can be turned off and on', () => {
    const endpoint = new EndpointHistory();
    expect(endpoint.update({ active: false })).toEqual([{ type: 'EndpointDeactivated', data: { reason: null } }]);
    expect(endpoint.state).toMatchObject({ active: false, disabled_reason: null });
    expect(endpoint.update({ active: true })).toEqual([{ type: 'EndpointActivated', data: {} }]);
    expect(endpoint.state.active).toBe(true);
  });

  it('ends with a reason if the receiver is gone, once for any number of attempts', () => {
    const endpoint = new EndpointHistory();
    expect(endpoint.deactivate('gone')).toHaveLength(1);
    expect(endpoint.deactivate('gone')).toEqual([]);
    expect(endpoint.state).toMatchObject({ active: false, disabled_reason: 'gone' });
  });

  it('that an operator turns on clears the reason', () => {
    const endpoint = new EndpointHistory();
    endpoint.deactivate('gone');
    endpoint.update({ active: true });
    expect(endpoint.state).toMatchObject({ active: true, disabled_reason: null });
  });

  it('keeps its reason if an operator deactivates an inactive endpoint', () => {
    const endpoint = new EndpointHistory();
    endpoint.deactivate('gone');
    expect(endpoint.update({ active: false })).toEqual([]);
    expect(endpoint.state.disabled_reason).toBe('gone');
  });
});

describe('deleting', () => {
  it('keeps the state for pending deliveries', () => {
    const endpoint = new EndpointHistory();
    endpoint.delete(after(9));
    expect(endpoint.state).toMatchObject({
      url: 'https://example.com/hooks',
      active: true,
      secrets: [{ sealed: 'sealed-1', expires_at: null }],
      deleted_at: after(9),
    });
  });

  it('twice returns no further events', () => {
    const endpoint = new EndpointHistory();
    endpoint.delete(after(9));
    expect(endpoint.delete(after(10))).toEqual([]);
    expect(endpoint.state.deleted_at).toEqual(after(9));
  });
});
