import type { EndpointEvent } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { endpointFact } from './endpoint-fact.js';

const occurred_at = new Date('2026-11-23T12:00:00.000Z');
const expires = '2026-11-24T12:00:00.000Z';
const factOf = (event: EndpointEvent) =>
  endpointFact({ stream_id: 'whe_1', organization_id: 'org_1', version: 4, occurred_at, event }, undefined);

describe('the fact of a domain event', () => {
  it('never has a secret', () => {
    const data = { secret: 'sealed', previous_secret_expires_at: expires };
    const fact = factOf({ type: 'EndpointSecretRotated', data });
    expect(fact).toEqual({
      type: 'secret_rotated',
      data: { version: 4, at: occurred_at.toISOString(), expires_at: expires },
    });
  });

  it('names who deactivated an endpoint', () => {
    const event = { type: 'EndpointDeactivated', data: { reason: null } } as const;
    const actor = { via: 'dashboard', key_id: null } as const;
    const recorded = { stream_id: 'whe_1', organization_id: 'org_1', version: 4, occurred_at, event };
    expect(endpointFact(recorded, actor)).toEqual({ type: 'deactivated', data: { version: 4, reason: null, actor } });
  });

  it('is there for another URL, and for no other change of the settings', () => {
    expect(factOf({ type: 'EndpointUpdated', data: { url: 'https://example.com/' } })).toMatchObject({
      type: 'renewed',
    });
    expect(factOf({ type: 'EndpointUpdated', data: { description: 'x' } })).toBeUndefined();
  });
});
