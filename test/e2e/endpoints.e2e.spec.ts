import { afterEach, describe, expect, it } from '@jest/globals';

import type { Receiver } from '@postrider/testing';

import { errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const endpointShape = {
  id: expect.stringMatching(/^whe_[0-9a-z]{26}$/),
  name: null,
  description: null,
  uid: null,
  metadata: {},
  active: true,
  disabled_reason: null,
  format: 'json',
  envelope: 'default',
  rate_limit: null,
  limits: { rate_limit: { value: null, source: 'settings' } },
  previous_secret_expires_at: null,
  created_at: expect.stringMatching(timestamp),
  updated_at: expect.stringMatching(timestamp),
};

describe('creating an endpoint', () => {
  it('returns the endpoint with a secret of 32 random bytes that no later response contains', async () => {
    const wanted = { url: receiver.url('/hook'), event_types: ['budget.exceeded'], description: 'Production webhook' };
    const { signing_secret, ...endpoint } = await postrider.manage.createEndpoint(wanted);

    expect(endpoint).toStrictEqual({ ...endpointShape, ...wanted });
    expect(signing_secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(signing_secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(await postrider.manage.endpoint(endpoint.id)).toStrictEqual(endpoint);
    expect((await postrider.manage.endpoints()).data).toContainEqual(endpoint);
    expect(await postrider.manage.updateEndpoint(endpoint.id, {})).toStrictEqual(endpoint);
  });

  it('gives each endpoint a secret of its own', async () => {
    const wanted = { url: receiver.url('/twin'), event_types: ['*'] };
    const [one, two] = [await postrider.manage.createEndpoint(wanted), await postrider.manage.createEndpoint(wanted)];
    expect(one.id).not.toBe(two.id);
    expect(one.signing_secret).not.toBe(two.signing_secret);
  });

  it('can create one that is inactive, and takes each subscription once', async () => {
    const url = receiver.url('/inactive');
    const wanted = { url, event_types: ['budget.*', 'api_key.revoked', 'budget.*'], active: false };
    expect(await postrider.manage.createEndpoint(wanted)).toMatchObject({
      active: false,
      event_types: ['budget.*', 'api_key.revoked'],
    });
  });

  it.each([
    ['https://hooks.slack.com/services/T000/B000/XXXX', 'slack'],
    ['https://hooks.slack-gov.com/services/T000/B000/XXXX', 'slack'],
    ['https://hooks.slack.com/', 'json'],
    ['https://hooks.slack.com.example.com/services/T000/B000/XXXX', 'json'],
    ['https://example.com/hooks.slack.com/services/', 'json'],
  ])('recognizes by its URL whether %s takes Slack messages', async (url, format) => {
    const { id } = await postrider.manage.createEndpoint({ url, event_types: ['budget.exceeded'], active: false });
    expect(await postrider.manage.endpoint(id)).toMatchObject({ url, format });
  });
});

describe('updating an endpoint', () => {
  it('changes what is named and nothing else', async () => {
    const { signing_secret: _, ...before } = await postrider.manage.createEndpoint({
      url: receiver.url('/before'),
      event_types: ['budget.exceeded'],
      description: 'before',
    });

    const url = 'https://hooks.slack.com/services/T1/B1/X1';
    const moved = await postrider.manage.updateEndpoint(before.id, { url });
    expect(moved).toStrictEqual({ ...before, url, format: 'slack', updated_at: moved.updated_at });
    expect(moved.updated_at > before.updated_at).toBe(true);

    const rest = { event_types: ['experiment.*', 'api_key.revoked'], description: null, active: false };
    const changed = await postrider.manage.updateEndpoint(before.id, rest);
    expect(changed).toStrictEqual({ ...moved, ...rest, updated_at: changed.updated_at });
    expect(await postrider.manage.endpoint(before.id)).toStrictEqual(changed);

    expect(await postrider.manage.updateEndpoint(before.id, { active: true })).toMatchObject({ active: true });
  });

  it('sends the next delivery to the changed URL', async () => {
    const { id } = await postrider.manage.createEndpoint({
      url: receiver.url('/old-address'),
      event_types: ['routing_config.created'],
    });
    await postrider.manage.updateEndpoint(id, { url: receiver.url('/new-address') });
    const event = await postrider.project.publish('routing_config.created');

    expect(await postrider.manage.completed(onlyDelivery(event))).toMatchObject({ status: 'delivered' });
    expect(receiver.requestsTo('/new-address')).toHaveLength(1);
    expect(receiver.requestsTo('/old-address')).toHaveLength(0);
  });
});

describe('rotating the signing secret', () => {
  it('returns a new secret and the end of the old one, 24 hours later', async () => {
    const url = receiver.url('/rotated');
    const { id, signing_secret } = await postrider.manage.createEndpoint({ url, event_types: ['*'], active: false });
    const rotated = await postrider.manage.rotateSecret(id);

    expect(Object.keys(rotated).toSorted()).toEqual(['previous_secret_expires_at', 'signing_secret']);
    expect(rotated.signing_secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(rotated.signing_secret).not.toBe(signing_secret);
    // The time is that of Postgres, so it is compared with that of the change.
    const [change] = (await postrider.manage.endpointHistory(id)).data;
    const rotatedAt = Date.parse(change?.occurred_at ?? '');
    expect(Date.parse(rotated.previous_secret_expires_at) - rotatedAt).toBe(24 * 3_600_000);
    expect(JSON.stringify(await postrider.manage.endpoint(id))).not.toContain('whsec_');
  });
});

describe('the old signing secret', () => {
  it('is shown until it expires, and can be ended at once: then only the current one signs', async () => {
    const url = receiver.url('/ended');
    const { id } = await postrider.manage.createEndpoint({ url, event_types: ['budget.exceeded'] });
    const { previous_secret_expires_at } = await postrider.manage.rotateSecret(id);
    expect(await postrider.manage.endpoint(id)).toMatchObject({ previous_secret_expires_at });

    expect(await postrider.manage.expirePreviousSecrets(id)).toMatchObject({ id, previous_secret_expires_at: null });
    expect(await postrider.manage.expirePreviousSecrets(id)).toMatchObject({ previous_secret_expires_at: null });
    await postrider.manage.completed(onlyDelivery(await postrider.project.publish('budget.exceeded')));
    const [request] = receiver.requestsTo('/ended');
    expect(String(request?.headers['webhook-signature']).split(' ')).toHaveLength(1);
    const { data } = await postrider.manage.endpointHistory(id);
    expect(data.map(({ type }) => type)).toEqual([
      'EndpointPreviousSecretsExpired',
      'EndpointSecretRotated',
      'EndpointCreated',
    ]);
  });
});

describe('the history of an endpoint', () => {
  it('has every change with its author, newest first and in pages, without a secret, also once it is deleted', async () => {
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/history'), event_types: ['*'] });
    await postrider.manage.updateEndpoint(id, { description: 'Production', active: false });
    const headers = { 'user-agent': 'postrider-cli/0.1.0' };
    expect(await postrider.manage.send('DELETE', `/endpoints/${id}`, { headers })).toMatchObject({ status: 204 });

    const { data, next_cursor } = await postrider.manage.endpointHistory(id);
    expect(next_cursor).toBeNull();
    const key = { key_id: expect.stringMatching(/^key_/), key_name: 'first management key' };
    expect(data).toEqual(
      [
        { type: 'EndpointDeleted', version: 4, data: {}, actor: { via: 'cli', ...key } },
        { type: 'EndpointDeactivated', version: 3, data: { reason: null }, actor: { via: 'api', ...key } },
        { type: 'EndpointUpdated', version: 2, data: { description: 'Production' }, actor: { via: 'api', ...key } },
        {
          type: 'EndpointCreated',
          version: 1,
          data: expect.objectContaining({ active: true }),
          actor: { via: 'api', ...key },
        },
      ].map((entry) => ({ ...entry, occurred_at: expect.stringMatching(timestamp) })),
    );
    expect(JSON.stringify(data)).not.toMatch(/secret|sealed/);

    const first = await postrider.manage.endpointHistory(id, '?limit=3');
    const rest = await postrider.manage.endpointHistory(id, `?limit=3&cursor=${String(first.next_cursor)}`);
    expect([...first.data, ...rest.data]).toEqual(data);
    expect(rest.next_cursor).toBeNull();
  });

  it('names Postrider as the author of what it does by itself', async () => {
    receiver.on('/gone-for-good', { status: 410 });
    const url = receiver.url('/gone-for-good');
    const { id } = await postrider.manage.createEndpoint({ url, event_types: ['budget.exceeded'] });
    await postrider.manage.completed(onlyDelivery(await postrider.project.publish('budget.exceeded')));
    const { data } = await postrider.manage.endpointHistory(id);
    expect(data[0]).toMatchObject({ type: 'EndpointDeactivated', data: { reason: 'gone' }, actor: null });
  });

  it.each([
    '?cursor=',
    '?cursor=YWJj',
    '?cursor=!',
    '?cursor=OTk5OTk5OTk5OQ',
    '?limit=0',
    '?since=2026-01-01T00:00:00Z',
  ])('refuses %s by name of the parameter', async (query) => {
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/history'), event_types: ['*'] });
    const response = await postrider.manage.send('GET', `/endpoints/${id}/history${query}`);
    expect(response.status).toBe(422);
    expect(response.text).toContain(/\w+/.exec(query)?.[0]);
  });
});

describe('deleting an endpoint', () => {
  it('hides it from get and list, and from every other operation on it', async () => {
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/gone'), event_types: ['*'] });
    expect(await postrider.manage.send('DELETE', `/endpoints/${id}`)).toMatchObject({ status: 204, text: '' });

    const calls = [
      postrider.manage.send('GET', `/endpoints/${id}`),
      postrider.manage.send('PATCH', `/endpoints/${id}`, { json: { active: false } }),
      postrider.manage.send('DELETE', `/endpoints/${id}`),
      postrider.manage.send('POST', `/endpoints/${id}/rotate-secret`),
      postrider.manage.send('POST', `/endpoints/${id}/test`, { json: { event_type: 'budget.exceeded' } }),
    ];
    for (const response of await Promise.all(calls)) {
      expect(response.status).toBe(404);
      expect(errorOf(response)).toMatchObject({ code: 'webhook_endpoint_not_found', resource: 'webhook_endpoint', id });
    }
    const { data } = await postrider.manage.endpoints('?limit=250');
    expect(data.map((endpoint) => endpoint.id)).not.toContain(id);
  });

  it('ends its subscription, keeps its deliveries listed, and lets a pending retry complete', async () => {
    let isUp = false;
    receiver.on('/deleted', () => ({ status: isUp ? 200 : 503 }));
    const url = receiver.url('/deleted');
    const { id } = await postrider.manage.createEndpoint({ url, event_types: ['provider.health_changed'] });
    const event = await postrider.project.publish('provider.health_changed', { state: 'degraded' });
    const delivery = onlyDelivery(event);
    await postrider.manage.deliveryWhen(delivery, ({ attempt_count }) => attempt_count > 0);

    await postrider.manage.deleteEndpoint(id);
    isUp = true;
    const { deliveries } = await postrider.project.publish('provider.health_changed');

    expect(deliveries).toEqual([]);
    expect(await postrider.manage.completed(delivery)).toMatchObject({ status: 'delivered', endpoint_id: id });
    const { data } = await postrider.manage.deliveries(`?endpoint_id=${id}`);
    expect(data).toMatchObject([{ id: delivery, event_id: event.id, status: 'delivered' }]);
  });
});

describe('listing event types', () => {
  it('names the ten of the catalogue, each with a description and an example', async () => {
    const all = await postrider.manage.eventTypes();
    // Those of Postrider itself are in operational-events.e2e.spec.ts.
    const data = all.filter(({ type }) => !type.startsWith('postrider.'));
    const described = {
      type: expect.any(String),
      description: expect.stringMatching(/./),
      example: expect.any(Object),
    };
    const entry = { ...described, schema: null, source: 'built_in', created_at: null, updated_at: null };
    for (const eventType of data) expect(eventType).toStrictEqual(entry);
    expect(data.map(({ type }) => type).toSorted()).toEqual([
      'api_key.revoked',
      'budget.exceeded',
      'budget.threshold_reached',
      'experiment.completed',
      'experiment.regression_detected',
      'provider.health_changed',
      'request.anomaly_detected',
      'routing_config.created',
      'routing_config.deleted',
      'routing_config.updated',
    ]);
  });
});
