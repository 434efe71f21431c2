import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';

import type { Api, RequestOptions } from '../support/api.js';
import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { BrowserSession } from '../support/browser-session.js';
import { expectError } from '../support/expect-error.js';
import { forAllTests } from '../support/for-all-tests.js';
import { PageServer } from '../support/page-server.js';
import type { Postrider } from '../support/postrider.js';
import { StreamReader } from '../support/stream-reader.js';

let postrider: Postrider;
let app: PageServer;
let other: PageServer;
forAllTests({ settings: { POSTRIDER_LISTEN_POLL_MS: '50' } }, (services) => {
  ({ postrider } = services);
});
beforeAll(async () => {
  [app, other] = await Promise.all([PageServer.start(), PageServer.start()]);
});
afterAll(() => Promise.all([app.stop(), other.stop()]));
afterEach(() => name([]));

const name = (origins: string[], manage: Api = postrider.manage) =>
  manage.expect(200, 'PATCH', '/browser-origins', { json: { origins } });

const from = (origin: string): RequestOptions => ({ headers: { origin } });

const preflight = (origin: string, path = '/manage/v1/webhooks/events'): Promise<Response> =>
  fetch(postrider.url + path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });

/** The headers of CORS that a response has. */
const cors = ({ headers }: { headers: Headers }): string[] =>
  [...headers.keys()].filter((each) => each.startsWith('access-control-')).toSorted();

describe('the browser origins', () => {
  it('are none at first, and those that were set last', async () => {
    expect(await postrider.manage.expect(200, 'GET', '/browser-origins')).toEqual({ origins: [] });
    const origins = ['http://127.0.0.1:5173', 'https://app.example.com'];
    expect(await name(origins.toReversed())).toEqual({ origins });
    expect(await name(['https://app.example.com'])).toEqual({ origins: ['https://app.example.com'] });
    expect(await postrider.manage.expect(200, 'GET', '/browser-origins')).toEqual({
      origins: ['https://app.example.com'],
    });
  });

  it.each([
    ['origins.0', ['*']],
    ['origins.0', ['null']],
    ['origins.0', ['https://app.example.com/']],
    ['origins.0', ['https://App.example.com']],
    ['origins.0', ['https://*.example.com']],
    ['origins.0', ['https://a:b@app.example.com']],
    ['origins.0', ['file://x']],
    ['origins.1', ['https://a.example', 'https://a.example']],
    ['origins', Array.from({ length: 21 }, (_, i) => `https://${i}.example`)],
    ['origins', undefined],
  ])('with a wrong value are refused with the field %s', async (field, origins) => {
    const response = await postrider.manage.send('PATCH', '/browser-origins', { json: { origins } });
    expectError(response, 422, { code: 'validation_failed', field });
  });

  it('need a management key', async () => {
    expectError(await postrider.project.send('GET', '/browser-origins'), 403, { code: 'key_not_permitted' });
  });

  it('named by two calls at once are those of one of them', async () => {
    const sets = Array.from({ length: 4 }, (_, i) => [`https://${i}a.example`, `https://${i}b.example`]);
    await Promise.all(sets.map((origins) => name(origins)));
    const { origins } = (await postrider.manage.expect(200, 'GET', '/browser-origins')) as { origins: string[] };
    expect(sets).toContainEqual(origins);
  });
});

describe('a call with an origin', () => {
  it('that the organization has named can be read by the page, also its errors and the headers that clients use', async () => {
    await name([app.origin]);
    const calls = [
      await postrider.manage.send('GET', '/endpoints', from(app.origin)),
      await postrider.project.send('POST', '/events', {
        ...from(app.origin),
        json: { type: 'budget.exceeded', data: {} },
      }),
      await postrider.project.send('GET', '/endpoints', from(app.origin)),
      await postrider.manage.send('GET', '/endpoints/whe_x', from(app.origin)),
      await postrider.manage.send('POST', '/endpoints', { ...from(app.origin), json: {} }),
    ];
    expect(calls.map(({ status }) => status)).toEqual([200, 202, 403, 404, 422]);
    for (const response of calls) {
      expect(response.headers.get('access-control-allow-origin')).toBe(app.origin);
      expect(response.headers.get('access-control-expose-headers')).toContain('retry-after');
      expect(response.headers.get('vary')).toBe('origin');
      expect(cors(response)).toEqual(['access-control-allow-origin', 'access-control-expose-headers']);
    }
  });

  it('that it has not named has no headers for the page, and neither has one without an origin', async () => {
    await name([app.origin]);
    for (const origin of [other.origin, 'null', `${app.origin}0`, `${app.origin}/`, 'https://*', 'x'.repeat(3_000)]) {
      const response = await postrider.manage.send('GET', '/endpoints', from(origin));
      expect([origin, response.status, cors(response)]).toEqual([origin, 200, []]);
      expect([origin, cors(await preflight(origin))]).toEqual([origin, []]);
    }
    expect(cors(await postrider.manage.send('GET', '/endpoints'))).toEqual([]);
  });

  it('of another organization has none, and an unknown key can be told from a lost connection', async () => {
    const stranger = await postrider.addOrganization('Stranger');
    await name([app.origin]);
    expect(cors(await stranger.manage.send('GET', '/endpoints', from(app.origin)))).toEqual([]);
    const unknown = await stranger.manage.send('GET', '/endpoints', {
      headers: { origin: app.origin, authorization: 'Bearer mlx_mk_unknown' },
    });
    expectError(unknown, 401, { code: 'invalid_api_key' });
    expect(unknown.headers.get('access-control-allow-origin')).toBe(app.origin);
  });

  it('follows each change at once', async () => {
    const read = async (): Promise<string[]> => [
      ...cors(await postrider.project.send('POST', '/events', { ...from(app.origin), json: {} })),
      ...cors(await preflight(app.origin)),
    ];
    expect(await read()).toEqual([]);
    await name([app.origin]);
    expect(await read()).toHaveLength(6);
    await name([]);
    expect(await read()).toEqual([]);
  });

  it('streams events to the page', async () => {
    await name([app.origin]);
    const url = `${postrider.url}/manage/v1/webhooks/listen`;
    const headers = { authorization: `Bearer ${postrider.keys.management_key}`, origin: app.origin };
    const stop = new AbortController();
    const response = await fetch(url, { headers, signal: stop.signal });
    expect(response.headers.get('access-control-allow-origin')).toBe(app.origin);
    stop.abort();
    const stream = await StreamReader.open(postrider.url, postrider.keys.management_key);
    expect(cors(stream.response)).toEqual([]);
    stream.close();
  });

  it('and the token of a portal session can be read, too', async () => {
    await name([app.origin]);
    await postrider.manage.putCustomer('acme');
    const session = { json: { capabilities: ['view'] } };
    const created = await postrider.manage.expect(201, 'POST', '/customers/acme/portal-sessions', session);
    const { token } = created as { token: string };
    const headers = { origin: app.origin, authorization: `Bearer ${token}` };
    const response = await postrider.manage.send('GET', '/endpoints', { headers });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, app.origin]);
  });
});

describe('a preflight', () => {
  it('needs no key, is kept for ten minutes, and allows no cookie and no header of the dashboard', async () => {
    await name([app.origin]);
    const response = await preflight(app.origin);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(Object.fromEntries(cors(response).map((each) => [each, response.headers.get(each)]))).toEqual({
      'access-control-allow-origin': app.origin,
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers':
        'authorization, content-type, accept, idempotency-key, last-event-id, traceparent, tracestate, x-request-id',
      'access-control-max-age': '600',
    });
    expect(response.headers.get('vary')).toBe('origin');
  });

  it.each([
    '/session',
    '/session/link',
    '/queues/api/queues',
    '/openapi.json',
    '/mcp',
    '/health/live',
    '/portal/session',
  ])('of %s is refused', async (path) => {
    await name([app.origin]);
    expect(cors(await preflight(app.origin, path))).toEqual([]);
  });
});

describe("the dashboard's cookie", () => {
  it('opens nothing for a page of another origin, even one that is named', async () => {
    await name([app.origin]);
    const session = new BrowserSession(postrider.url);
    await session.signIn(postrider.keys.management_key);
    const headers = { origin: app.origin };
    const reading = await session.manage('GET', '/endpoints', { headers });
    expect(cors(reading)).toEqual([]);
    const json = { url: 'https://example.com/', event_types: ['*'] };
    const changing = await session.manage('POST', '/endpoints', { json, headers });
    expectError(changing, 403, { code: 'cross_site_request' });
    expect(cors(changing)).toEqual([]);
  });
});

describe('a page in a real browser', () => {
  let visitor: Visitor;
  forEachTestInBrowser({}, (opened) => {
    visitor = opened;
  });

  /** Runs the body of an async function in the page, with a client of the SDK. */
  const run = <T>(page: Page, key: string, body: string): Promise<T> =>
    page.evaluate<T>(`(async () => {
      const { Postrider } = globalThis;
      const postrider = new Postrider({ url: '${postrider.url}', key: '${key}', maxRetries: 0 });
      ${body}
    })()`);

  it('of a named origin publishes, lists and listens with the SDK, and reads why a call fails', async () => {
    await name([app.origin]);
    const { page } = visitor;
    await page.goto(app.origin);
    const endpoint = await postrider.manage.createEndpoint({ url: 'https://example.com/', event_types: ['budget.*'] });
    const seen = await run<{ id: string; types: string[]; heard: string; error: object }>(
      page,
      postrider.keys.management_key,
      `const stop = new AbortController();
       let heard;
       let published;
       for await (const message of postrider.listen({ signal: stop.signal })) {
         if (message.event === 'ready') published = await postrider.events.publish({ type: 'budget.exceeded', data: { a: 1 } });
         else { heard = message.event_id; break; }
       }
       const types = [];
       for await (const event of postrider.events.list()) types.push(event.type);
       const { status, code, requestId } = await postrider.endpoints.get('whe_x').catch((error) => error);
       return { id: published.id, types, heard, error: { status, code, requestId } };`,
    );
    expect(seen.heard).toBe(seen.id);
    expect(seen.types).toContain('budget.exceeded');
    expect(seen.error).toMatchObject({ status: 404, code: 'webhook_endpoint_not_found' });
    const event = await postrider.manage.event(seen.id);
    expect(event.deliveries.map(({ endpoint_id }) => endpoint_id)).toEqual([endpoint.id]);
    await postrider.manage.deleteEndpoint(endpoint.id);
  });

  it('of another origin is refused before anything is done', async () => {
    await name([app.origin]);
    const page = await visitor.context.newPage();
    await page.goto(other.origin);
    const before = (await postrider.manage.events()).data.length;
    const failed = await run<string>(
      page,
      postrider.keys.project_key,
      `return postrider.events.publish({ type: 'budget.exceeded', data: {} }).then(() => 'published', (error) => error.name);`,
    );
    expect(failed).toBe('PostriderError');
    expect((await postrider.manage.events()).data).toHaveLength(before);
  });

  it('of a named origin cannot use the session of the dashboard, though the browser would send its cookie', async () => {
    await name([app.origin]);
    await signIn(visitor, postrider);
    const page = await visitor.context.newPage();
    // Playwright itself shows no cookies of requests that the browser blocks later.
    const protocol = await visitor.context.newCDPSession(page);
    const sent: string[] = [];
    protocol.on('Network.requestWillBeSentExtraInfo', ({ headers }) => {
      sent.push(...Object.keys(headers).map((header) => header.toLowerCase()));
    });
    await protocol.send('Network.enable');
    await page.goto(app.origin);
    const results = await page.evaluate<string[]>(`(async () => {
      const url = '${postrider.url}/manage/v1/webhooks/endpoints';
      const json = JSON.stringify({ url: 'https://example.com/stolen', event_types: ['*'] });
      const page = { 'x-postrider-page': '1', 'content-type': 'application/json' };
      const tries = [
        fetch(url, { credentials: 'include' }),
        fetch(url, { credentials: 'include', headers: { 'x-postrider-page': '1' } }),
        fetch(url, { credentials: 'include', method: 'POST', headers: page, body: json }),
        fetch(url, { credentials: 'include', method: 'POST', headers: { 'content-type': 'text/plain' }, body: json }),
        fetch('${postrider.url}/session', { credentials: 'include' }),
      ];
      return (await Promise.allSettled(tries)).map(({ status, value }) => value?.status ?? status);
    })()`);
    expect(results).toEqual(Array(5).fill('rejected'));
    expect(sent).toContain('cookie');
    expect((await postrider.manage.endpoints()).data).toEqual([]);
  });
});
