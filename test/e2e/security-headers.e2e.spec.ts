import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Api } from '../support/api.js';
import { operatorPassword, type Postrider, startPostrider } from '../support/postrider.js';
import { sendRaw } from '../support/raw-request.js';

let postrider: Postrider;

beforeAll(async () => {
  postrider = await startPostrider({ dispatchers: 0 });
});

afterAll(async () => {
  await postrider.end();
});

const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function expectHeaders(headers: Headers, expected: Readonly<Record<string, string>> = apiHeaders): void {
  const found = Object.keys(expected).map((name) => [name, headers.get(name)]);
  expect(Object.fromEntries(found)).toEqual(expected);
  // It would say nothing over plain HTTP: whoever ends TLS sets it.
  expect(headers.get('strict-transport-security')).toBeNull();
  for (const name of ['server', 'x-powered-by']) expect(headers.get(name)).toBeNull();
}

const endpoint = { url: 'https://example.com/hook', event_types: ['*'] };
const asText = { json: endpoint, headers: { 'content-type': 'text/plain' } };
const event = { type: 'budget.exceeded', data: {} };
const operator = { authorization: `Basic ${Buffer.from(`operator:${operatorPassword}`).toString('base64')}` };

describe('every response forbids caching, framing and sniffing:', () => {
  it('success, with and without a body', async () => {
    const created = await postrider.manage.send('POST', '/endpoints', { json: endpoint });
    const { id } = JSON.parse(created.text) as { id: string };
    const published = await postrider.project.send('POST', '/events', { json: event });
    const responses = [
      created,
      published,
      await postrider.manage.send('GET', '/endpoints'),
      await postrider.manage.send('GET', `/events/${(JSON.parse(published.text) as { id: string }).id}`),
      await postrider.manage.send('DELETE', `/endpoints/${id}`),
    ];
    expect(responses.map(({ status }) => status)).toEqual([201, 202, 200, 200, 204]);
    for (const { headers } of responses) expectHeaders(headers);
  });

  it.each<[number, string, () => ReturnType<Api['send']>]>([
    [400, 'a body that is no JSON', () => postrider.manage.send('POST', '/endpoints', { body: '{' })],
    [400, 'a broken percent-encoding', () => postrider.manage.send('GET', '/endpoints/%zz')],
    [401, 'a call without a key', () => new Api(postrider.url).send('GET', '/endpoints')],
    [403, 'a key that may not', () => postrider.project.send('GET', '/endpoints')],
    [404, 'an unknown endpoint', () => postrider.manage.send('GET', '/endpoints/whe_x')],
    [404, 'an unknown route', () => postrider.manage.send('GET', '/nothing')],
    [404, 'an id that is too long to be routed', () => postrider.manage.send('GET', `/events/${'x'.repeat(300)}`)],
    [415, 'another content type', () => postrider.manage.send('POST', '/endpoints', asText)],
    [422, 'a wrong field', () => postrider.manage.send('POST', '/endpoints', { json: {} })],
  ])('%d, %s', async (status, _, call) => {
    const response = await call();
    expect(response.status).toBe(status);
    expectHeaders(response.headers);
  });

  it('413, a body that is announced as too large', async () => {
    const headers = `authorization: Bearer ${postrider.keys.project_key}\r\ncontent-type: application/json`;
    const request = `POST /manage/v1/webhooks/events HTTP/1.1\r\nhost: x\r\n${headers}\r\ncontent-length: 8388609\r\n\r\n`;
    const response = await sendRaw(postrider.url, request);
    expect(response.status).toBe(413);
    expectHeaders(response.headers);
  });

  it('429, when the calls of a minute are used up', async () => {
    const gateway = await postrider.addGateway({ POSTRIDER_MANAGEMENT_RATE_LIMIT: '1' });
    const { key } = await postrider.admin.createKey(await postrider.admin.createOrganization('Busy'), 'management');
    const caller = new Api(gateway.url, key);
    await caller.endpoints();
    const refused = await caller.send('GET', '/endpoints');
    expect(refused.status).toBe(429);
    expectHeaders(refused.headers);
  });

  it.each([
    [400, 'garbage', 'garbage\r\n\r\n'],
    [431, 'headers that are too large', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_480)}\r\n\r\n`],
    [431, 'a URL that is too long', `GET /?${'y'.repeat(20_480)} HTTP/1.1\r\nhost: x\r\n\r\n`],
  ])('%d, %s that the HTTP parser refuses', async (status, _, request) => {
    const response = await sendRaw(postrider.url, request);
    expect(response.status).toBe(status);
    expectHeaders(response.headers);
  });

  it.each(['/health/live', '/health/ready', '/nothing', '/session'])('that to %s', async (path) => {
    expectHeaders((await fetch(postrider.url + path)).headers);
  });
});

describe('the queue dashboard', () => {
  const board = (path: string, headers: Record<string, string> = operator): Promise<Response> =>
    fetch(postrider.url + path, { headers });

  it('refuses strangers with the headers of the API', async () => {
    for (const path of ['/queues', '/queues/api/queues', '/queues/static/js/main.js']) {
      const response = await board(path, {});
      expect(response.status).toBe(401);
      expectHeaders(response.headers);
    }
  });

  it('allows its page its own host only, and no page to frame it', async () => {
    const page = await board('/queues');
    expect(page.status).toBe(200);
    const { 'content-security-policy': _, ...others } = apiHeaders;
    expectHeaders(page.headers, others);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self';.*frame-ancestors 'none'$/);

    const own = [...(await page.text()).matchAll(/(?:src|href)="(static\/[^"]+\.(?:js|css))"/g)].map(
      ([, path]) => path,
    );
    expect(own.some((path) => path?.endsWith('.js'))).toBe(true);
    for (const path of own) {
      const file = await board(`/queues/${path ?? ''}`);
      expect(file.status).toBe(200);
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      // With nosniff a browser runs nothing that is served as another type.
      expect(file.headers.get('content-type')).toMatch(/javascript|css/);
    }
  });

  it('keeps what its page shows of the queues out of caches', async () => {
    const response = await board('/queues/api/queues');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
