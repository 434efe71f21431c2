import { describe, expect, it } from '@jest/globals';
import { customerLine, endpointLine, eventTypeLine, type SvixEndpointParts } from './mapping.js';
import { SvixApplication, SvixEndpoint, SvixEventType } from './models.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const times = { createdAt: '2026-01-05T09:30:00Z', updatedAt: '2026-01-05T09:30:00Z' };
const application = (more: object = {}) => SvixApplication.parse({ id: 'app_1', name: 'Acme', ...times, ...more });
const endpoint = (more: object = {}, parts: Partial<SvixEndpointParts> = {}) =>
  endpointLine({
    application: application(),
    endpoint: SvixEndpoint.parse({ id: 'ep_1', url: 'https://example.com/', ...times, ...more }),
    key: secret,
    headerNames: [],
    isTransformed: false,
    eventTypes: new Set(['user.created', 'user.deleted']),
    ...parts,
  });
const eventType = (more: object) =>
  eventTypeLine(SvixEventType.parse({ name: 'user.created', deprecated: false, ...times, ...more }));

describe('an application', () => {
  it('is a customer by its uid, or else by its id', () => {
    const all = { uid: 'acme', throttleRate: 50, metadata: { plan: 'pro' } };
    expect(customerLine(application(all)).value).toEqual({
      type: 'customer',
      uid: 'acme',
      name: 'Acme',
      metadata: { plan: 'pro' },
      rate_limit: 50,
    });
    const none = { uid: null, name: ' ', throttleRate: null };
    expect(customerLine(application(none)).value).toMatchObject({ uid: 'app_1', name: null, rate_limit: null });
  });

  it('of an earlier version of Svix has its limit by another name', () => {
    expect(customerLine(application({ rateLimit: 7 })).value).toMatchObject({ rate_limit: 7 });
  });
});

describe('an endpoint', () => {
  it('gets the payload alone, and all types without a filter', () => {
    expect(endpoint()).toEqual({
      value: {
        type: 'endpoint',
        id: 'ep_1',
        uid: 'ep_1',
        customer: 'app_1',
        url: 'https://example.com/',
        event_types: ['*'],
        description: null,
        metadata: {},
        active: true,
        rate_limit: null,
        envelope: 'data',
        signing_secret: secret,
      },
      headers: 0,
      warnings: [],
    });
  });

  it.each(['eventTypes', 'filterTypes'])('has the types of %s that are not archived', (name) => {
    const { value, warnings } = endpoint({ [name]: ['user.created', 'user.old'] });
    expect(value).toMatchObject({ event_types: ['user.created'] });
    expect(warnings).toEqual(['event types that are archived were left out: user.old']);
  });

  it('keeps its key when its secret has no prefix', () => {
    expect(endpoint({}, { key: secret.slice(6) })).toEqual(endpoint());
  });

  it('with a key pair is refused', () => {
    expect(() => endpoint({}, { key: 'whpk_abc' })).toThrow('signs with a key pair');
  });

  it('has warnings about what Postrider does not have', () => {
    const { warnings } = endpoint(
      { channels: ['eu'], description: 'x'.repeat(501) },
      { headerNames: ['X-A'], isTransformed: true },
    );
    expect(warnings).toEqual([
      expect.stringContaining('channels are not supported'),
      'headers are not supported, and not sent: X-A',
      expect.stringContaining('transformation is not supported'),
      'description: cut to 500 characters',
    ]);
  });
});

describe('an event type', () => {
  const schema = { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } };

  it('has the newest schema, and an example that is valid by it', () => {
    expect(eventType({ description: 'New.', schemas: { '10': schema, '9': { type: 'string' } } })).toEqual({
      value: {
        type: 'event_type',
        name: 'user.created',
        description: 'New.',
        example: { id: '00000000-0000-4000-8000-000000000000' },
        schema,
      },
      warnings: [],
    });
    expect(eventType({ schemas: null }).value).toMatchObject({
      description: 'user.created',
      example: {},
      schema: null,
    });
  });

  it.each([
    [{ type: 'object', required: ['id'], properties: { id: { type: 'string', pattern: '^[0-9]{7}$' } } }, 'example'],
    [{ $ref: 'https://example.com/schema.json' }, 'schema'],
  ])('accepts any data instead of %j', (wrong, field) => {
    const { value, warnings } = eventType({ schemas: { '1': wrong } });
    expect(value).toMatchObject({ schema: null, example: {} });
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`^its schema was left out: ${field}`))]);
  });
});
