import { createHmac } from 'node:crypto';

import { afterEach, describe, expect, it } from '@jest/globals';
import { verify as verifyGitHub } from '@octokit/webhooks-methods';
import { requestFormats, type ListenReady, type RequestFormat } from '@postrider/contracts';
import type { Receiver, ReceivedRequest } from '@postrider/testing';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

import { type Api, errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { StreamReader } from '../support/stream-reader.js';
import { strangerNames, whoAccepts } from '../support/strangers.js';

let postrider: Postrider;
let receiver: Receiver;
let manage: Api;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
  ({ manage } = postrider);
});

afterEach(async () => {
  await manage.deleteEndpoints();
  await setFormat({ preset: 'default' });
});

const setFormat = async (json: object): Promise<RequestFormat> =>
  (await manage.expect(200, 'PATCH', '/request-format', { json })) as RequestFormat;
const header = ({ headers }: ReceivedRequest, name: string): string => String(headers[name]);

/** Sends an event to a new endpoint, and returns its requests, of which the first `failures` fail. */
async function deliver(path: string, failures = 0) {
  receiver.on(path, (_, n) => ({ status: n <= failures ? 500 : 200 }));
  const url = receiver.url(path);
  const { id, signing_secret: secret } = await manage.createEndpoint({ url, event_types: ['budget.exceeded'] });
  const event = await postrider.project.publish('budget.exceeded', { text: 'Zoë & ✓ 🚀', n: 1.5 });
  const delivery = await manage.completed(onlyDelivery(event));
  return { endpointId: id, secret, event, delivery, requests: receiver.requestsTo(path) };
}

/** What a receiver that was written for another sender does. */
const verifiers = {
  svix: ({ rawBody, headers }: ReceivedRequest, secret: string) => {
    new SvixWebhook(secret).verify(rawBody, headers as Record<string, string>);
  },
  stripe: (request: ReceivedRequest, secret: string) => {
    new Stripe('sk_test_unused').webhooks.constructEvent(
      request.rawBodyBuffer,
      header(request, 'stripe-signature'),
      secret,
    );
  },
  github: async (request: ReceivedRequest, secret: string) => {
    expect(await verifyGitHub(secret, request.rawBody, header(request, 'x-hub-signature-256'))).toBe(true);
    expect(request.headers).toMatchObject({ 'x-github-event': 'budget.exceeded' });
  },
  // As Shopify documents it. Its package also wants the headers of a shop.
  shopify: (request: ReceivedRequest, secret: string) => {
    const expected = createHmac('sha256', secret).update(request.rawBodyBuffer).digest('base64');
    expect(header(request, 'x-shopify-hmac-sha256')).toBe(expected);
    expect(request.headers).toMatchObject({ 'x-shopify-topic': 'budget.exceeded' });
  },
} as const;

describe('a receiver that was written for another sender', () => {
  it.each(Object.keys(verifiers) as (keyof typeof verifiers)[])('%s verifies each attempt', async (preset) => {
    expect(await setFormat({ preset })).toEqual(requestFormats[preset]);
    const { requests, secret } = await deliver(`/${preset}`, 1);
    expect(requests).toHaveLength(2);
    for (const request of requests) {
      await verifiers[preset](request, secret);
      const names = Object.keys(request.headers);
      expect(names.filter((name) => name.startsWith('x-modelux-') || name.startsWith('webhook-'))).toEqual([]);
    }
  });
});

describe('the request format', () => {
  it('is that of Postrider at first, and the one that was set last', async () => {
    expect(await manage.expect(200, 'GET', '/request-format')).toEqual(requestFormats.default);
    const changed = await setFormat({ headers: { attempt: null }, user_agent: 'Acme/{version}' });
    expect(changed).toEqual({
      ...requestFormats.default,
      headers: { ...requestFormats.default.headers, attempt: null },
      user_agent: 'Acme/{version}',
    });
    expect(await manage.expect(200, 'GET', '/request-format')).toEqual(changed);
    expect(await setFormat(changed)).toEqual(changed);
    expect(await setFormat({ headers: { customer: null } })).toEqual({
      ...changed,
      headers: { ...changed.headers, customer: null },
    });
  });

  it('keeps what a call does not name, unless the call names a preset', async () => {
    await setFormat({ preset: 'stripe' });
    const stripe = { ...requestFormats.stripe, user_agent: 'Acme/1' };
    expect(await setFormat({ user_agent: 'Acme/1' })).toEqual(stripe);
    const signatures = [{ scheme: 'standard_webhooks', header: 'webhook-signature' }];
    const refused = await manage.send('PATCH', '/request-format', { json: { signatures } });
    expect([refused.status, errorOf(refused).field]).toEqual([422, 'headers.id']);
    expect(await manage.expect(200, 'GET', '/request-format')).toEqual(stripe);
    expect(await setFormat({ preset: 'stripe' })).toEqual(requestFormats.stripe);
  });

  it('is the organization’s own', async () => {
    const stranger = await postrider.addOrganization('Stranger');
    await setFormat({ preset: 'github' });
    expect(await stranger.manage.expect(200, 'GET', '/request-format')).toEqual(requestFormats.default);
  });

  it('needs a management key', async () => {
    expect((await postrider.project.send('GET', '/request-format')).status).toBe(403);
    const patched = await postrider.project.send('PATCH', '/request-format', { json: { preset: 'svix' } });
    expect(patched.status).toBe(403);
  });

  it('applies from the next attempt on, and an attempt shows what was sent, also after another change', async () => {
    const path = '/changing';
    receiver.on(path, (_, n) => ({ status: n === 1 ? 500 : 200, headers: { 'retry-after': '2' } }));
    const { signing_secret: secret } = await manage.createEndpoint({
      url: receiver.url(path),
      event_types: ['budget.exceeded'],
    });
    const id = onlyDelivery(await postrider.project.publish('budget.exceeded'));
    await manage.deliveryWhen(id, ({ attempt_count }) => attempt_count === 1);
    await setFormat({
      headers: { event_type: 'X-Acme-Event', delivery_id: 'X-Acme-Delivery' },
      user_agent: 'Acme/1.0',
      signatures: [
        { scheme: 'standard_webhooks', header: 'webhook-signature' },
        { scheme: 'template', header: 'X-Acme-Signature', hash: 'sha512', value: 'sha512={signature}' },
      ],
    });
    await manage.completed(id);
    await setFormat({ preset: 'stripe' });

    const { attempts } = await manage.delivery(id);
    const [before, after] = receiver.requestsTo(path);
    if (!before || !after) throw new Error('two attempts were expected');
    expect(whoAccepts(secret, before)).toEqual(strangerNames);
    expect(whoAccepts(secret, after)).toEqual(['the package standardwebhooks', 'the package svix']);
    expect(header(after, 'x-acme-signature')).toBe(
      `sha512=${createHmac('sha512', secret).update(after.rawBody).digest('hex')}`,
    );
    expect(Object.keys(attempts[1]?.request_headers ?? {})).toEqual([
      'content-type',
      'webhook-id',
      'X-Acme-Event',
      'X-Acme-Delivery',
      'x-modelux-attempt',
      'user-agent',
      'webhook-signature',
      'webhook-timestamp',
      'X-Acme-Signature',
    ]);
    for (const [i, request] of [before, after].entries()) {
      const shown = attempts[i];
      expect(shown?.request_headers_complete).toBe(true);
      const names = Object.entries(shown?.request_headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
      const { host: _, connection: __, 'content-length': ___, ...sent } = request.headers;
      expect(Object.fromEntries(names)).toEqual(sent);
    }
  });

  it('may leave out everything but a signature', async () => {
    await setFormat({ preset: 'stripe', user_agent: null });
    const { requests, delivery } = await deliver('/bare');
    const names = requests.map(({ headers }) => Object.keys(headers).toSorted());
    expect(names).toEqual([['connection', 'content-length', 'content-type', 'host', 'stripe-signature']]);
    expect(Object.keys(delivery.attempts[0]?.request_headers ?? {})).toEqual(['content-type', 'Stripe-Signature']);
  });

  it('is that of an attempt without a request, too', async () => {
    await setFormat({ preset: 'github' });
    const { id } = await manage.createEndpoint({ url: 'http://127.0.0.1:9/', event_types: ['budget.exceeded'] });
    const deliveryId = onlyDelivery(await postrider.project.publish('budget.exceeded'));
    const { attempts } = await manage.deliveryWhen(deliveryId, ({ attempt_count }) => attempt_count > 0);
    await manage.updateEndpoint(id, { active: false });
    expect(attempts[0]).toMatchObject({
      request_headers: { 'X-GitHub-Event': 'budget.exceeded' },
      request_headers_complete: false,
    });
    expect(attempts[0]?.request_headers).not.toHaveProperty('webhook-id');
  });

  it('is that of listeners, which get the event’s id and type besides', async () => {
    await setFormat({ preset: 'stripe' });
    const stream = await StreamReader.open(postrider.url, postrider.keys.management_key);
    try {
      const event = await postrider.project.publish('budget.exceeded');
      const { event_type, headers, body } = await stream.untilRequest(event.id);
      expect(event_type).toBe('budget.exceeded');
      expect(Object.keys(headers)).toEqual(['content-type', 'user-agent', 'Stripe-Signature']);
      const ready = stream.messages[0]?.data as (ListenReady & { signing_secret: string }) | undefined;
      const signature = headers['Stripe-Signature'] ?? '';
      new Stripe('sk_test_unused').webhooks.constructEvent(body, signature, ready?.signing_secret ?? '');
    } finally {
      stream.close();
    }
  });

  it.each([
    [{}, 'preset'],
    [{ headers: { id: 'Host' } }, 'headers.id'],
    [{ headers: { attempt: 'webhook-id' } }, 'headers.attempt'],
    [{ headers: { id: 'a\r\nb' } }, 'headers.id'],
    [{ user_agent: 'é' }, 'user_agent'],
    [{ signatures: [] }, 'signatures'],
    [{ preset: 'stripe', headers: { other: 'x' } }, 'headers.other'],
    [{ signatures: [{ scheme: 'template', header: 'x-a', value: '{secret}' }] }, 'signatures.0.value'],
  ])('%j is refused with the field', async (json, field) => {
    const response = await manage.send('PATCH', '/request-format', { json });
    expect([response.status, errorOf(response).field]).toEqual([422, field]);
  });
});
