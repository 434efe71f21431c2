import { describe, expect, it } from '@jest/globals';

import type { PublishedEvent } from '@postrider/contracts';
import { type Receiver, waitUntil } from '@postrider/testing';

import { type ApiResponse, onlyDelivery } from '../support/api.js';
import { expectError } from '../support/expect-error.js';
import { forAllTests } from '../support/for-all-tests.js';
import { operations } from '../support/operations.js';
import { operatorPassword, type Postrider } from '../support/postrider.js';
import { sendRaw } from '../support/raw-request.js';
import { patienceMs } from '../support/patience.js';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

const base = '/manage/v1/webhooks';
const authorization = (): string => `authorization: Bearer ${postrider.keys.management_key}`;

/** One request, with these lines behind the first and before the body. */
const raw = (start: string, lines: readonly string[] = [], body: string | Buffer = ''): Promise<ApiResponse> =>
  sendRaw(
    postrider.url,
    Buffer.concat([Buffer.from([`${start} HTTP/1.1`, ...lines, '', ''].join('\r\n')), Buffer.from(body)]),
    { timeoutMs: patienceMs },
  );
const once = (...lines: string[]): string[] => ['host: gateway', 'connection: close', ...lines];

describe('a method that a path does not have', () => {
  it.each([
    ['PUT', `${base}/endpoints`, 'GET, HEAD, OPTIONS, POST'],
    ['DELETE', `${base}/endpoints`, 'GET, HEAD, OPTIONS, POST'],
    ['TRACE', `${base}/endpoints/whe_x?a=b`, 'DELETE, GET, HEAD, OPTIONS, PATCH'],
    ['QUERY', `${base}/events/evt_x`, 'GET, HEAD, OPTIONS'],
    ['PUT', `${base}/deliveries/replay`, 'GET, HEAD, OPTIONS, POST'],
    ['GET', `${base}/events/batch/`, undefined],
    ['GET', `${base}/endpoints/whe_x/test`, 'OPTIONS, POST'],
    ['POST', '/health/live', 'GET, HEAD, OPTIONS'],
    ['POST', '/health/ready', 'GET, HEAD, OPTIONS'],
    ['TRACE', '/health/ready', 'GET, HEAD, OPTIONS'],
    ['PUT', '/session', 'DELETE, GET, HEAD, OPTIONS, POST'],
    ['POST', '/openapi.json', 'GET, HEAD, OPTIONS'],
    ['POST', '/asyncapi.json', 'GET, HEAD, OPTIONS'],
    ['POST', '/', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/mcp', 'OPTIONS, POST'],
    ['TRACE', '/mcp', 'OPTIONS, POST'],
    ['GET', '/mcp', 'OPTIONS, POST'],
    ['DELETE', '/mcp', 'OPTIONS, POST'],
    ['DELETE', '/queues/api/queues', 'GET, HEAD, OPTIONS'],
    ['CONNECT', `${base}/endpoints`, 'GET, HEAD, OPTIONS, POST'],
    ['CONNECT', 'example.com:443', expect.stringContaining('GET')],
  ])('%s %s is 405 with what is allowed, in the shape of the API', async (method, path, allowed) => {
    const response = await raw(`${method} ${path}`, once(authorization()));
    if (allowed === undefined) {
      expectError(response, 404, { code: 'route_not_found' });
      return;
    }
    expectError(response, 405, { type: 'invalid_request_error', code: 'method_not_allowed' });
    expect(response.headers.get('allow')).toEqual(allowed);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is 405 for each operation, and every method that is allowed is there', async () => {
    for (const { path } of operations) {
      const target = path.replaceAll(/\{\w+\}/g, 'x');
      const response = await raw(`TRACE ${target}`, once());
      expectError(response, 405, { code: 'method_not_allowed' });
      const own = operations.filter((each) => each.path === path).map(({ method }) => method);
      expect(response.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(own));
    }
  });

  it('stays 404 where there is no path, whatever the method', async () => {
    for (const method of ['PUT', 'TRACE', 'OPTIONS', 'POST', 'QUERY']) {
      expectError(await raw(`${method} /nothing`, once()), 404, { code: 'route_not_found' });
    }
  });

  it('HEAD is supported where GET is, without a body', async () => {
    for (const path of ['/health/live', `${base}/endpoints`, '/openapi.json']) {
      const response = await raw(`HEAD ${path}`, once(authorization()));
      expect([path, response.status, response.text]).toEqual([path, 200, '']);
    }
    expectError(await raw(`GET ${base}/endpoints`, once()), 401, { code: 'missing_api_key' });
    expect((await raw(`HEAD ${base}/endpoints`, once())).status).toBe(401);
  });

  it('OPTIONS tells what is allowed, and lets no other origin in', async () => {
    const response = await raw(`OPTIONS ${base}/endpoints`, once('origin: https://evil.example'));
    expect([response.status, response.text, response.headers.get('allow')]).toEqual([
      204,
      '',
      'GET, HEAD, OPTIONS, POST',
    ]);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await raw('OPTIONS *', once())).status).toBe(204);
  });
});

describe('a request that proxies may read in another way', () => {
  const get = `GET ${base}/endpoints`;
  it.each([
    ['two Host headers', get, ['host: a', 'Host: b']],
    ['the same Host twice', get, ['host: a', 'host: a']],
    ['two Authorization headers', get, ['host: a', 'authorization: Bearer x', 'Authorization: Bearer y']],
    ['two content types', `POST ${base}/endpoints`, ['host: a', 'content-type: application/json', 'content-type: x/y']],
    ['two idempotency keys', `POST ${base}/endpoints`, ['host: a', 'idempotency-key: x', 'idempotency-key: y']],
    ['two Host headers on a health check', 'GET /health/live', ['host: a', 'host: b']],
    ['two Host headers on a page', 'GET /endpoints', ['host: a', 'host: b']],
    ['two Host headers on the portal', 'GET /portal/org_1', ['host: a', 'host: b']],
    ['two Host headers on the reference', 'GET /docs', ['host: a', 'host: b']],
    ['two Host headers on no path', 'GET /nothing', ['host: a', 'host: b']],
  ])('with %s is 400, and the connection ends', async (_, start, lines) => {
    // The server hangs up by itself: nobody asks it to.
    const response = await raw(start, lines);
    expectError(response, 400, { type: 'invalid_request_error', code: 'malformed_body' });
    expect(response.headers.get('connection')).toBe('close');
  });

  const inside = 'GET /smuggled HTTP/1.1\r\nhost: x\r\n\r\n';
  const chunks = `2\r\n{}\r\n0\r\n\r\n${inside}`;
  it.each([
    ['a space before the colon', ['transfer-encoding : chunked']],
    ['a vertical tab', ['transfer-encoding:\x0bchunked']],
    ['a folded line', ['transfer-encoding:', ' chunked']],
    ['chunked, identity', ['transfer-encoding: chunked, identity']],
    ['identity', ['transfer-encoding: identity']],
    ['identity, chunked', ['transfer-encoding: identity, chunked']],
    ['gzip, chunked', ['transfer-encoding: gzip, chunked']],
    ['xchunked', ['transfer-encoding: xchunked']],
    ['chunked with a tab behind it', ['transfer-encoding: chunked\t']],
    ['quotes', ['transfer-encoding: "chunked"']],
    ['chunked twice', ['transfer-encoding: chunked', 'transfer-encoding: chunked']],
    ['nothing', ['transfer-encoding:']],
    ['a length, too', ['content-length: 2', 'transfer-encoding: chunked']],
    ['a length behind it', ['transfer-encoding: chunked', 'content-length: 2']],
    ['a length of two numbers', ['content-length: 2, 2']],
    ['two lengths', ['content-length: 2', 'content-length: 2']],
    ['a signed length', ['content-length: +2']],
  ])('whose Transfer-Encoding has %s is 400, and nothing behind it is read', async (_, lines) => {
    const headers = ['host: x', authorization(), 'content-type: application/json', ...lines];
    const response = await raw(`POST ${base}/endpoints`, headers, chunks);
    expectError(response, 400, { type: 'invalid_request_error', code: 'malformed_body' });
    expect(response.headers.get('connection')).toBe('close');
    expect(response.text).not.toContain('smuggled');
  });

  it('a tab before "chunked" is white space, as RFC 9110 has it: the body ends where its chunks do', async () => {
    const headers = once(authorization(), 'content-type: application/json', 'transfer-encoding:\tchunked');
    const response = await raw(`POST ${base}/endpoints`, headers, '2\r\n{}\r\n0\r\n\r\n');
    expectError(response, 422, { code: 'validation_failed' });
  });

  it('HTTP/1.0 has no chunks', async () => {
    const head = `POST ${base}/endpoints HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n`;
    const response = await sendRaw(postrider.url, `${head}${chunks}`, { timeoutMs: patienceMs });
    expectError(response, 400, { code: 'malformed_body' });
  });
});

describe('bytes that are no text', () => {
  const bad: [string, Buffer][] = [
    ['a byte that begins nothing', Buffer.from([0xff])],
    ['half a character', Buffer.from([0xc3])],
    ['an overlong form', Buffer.from([0xc0, 0xaf])],
    ['a surrogate', Buffer.from([0xed, 0xa0, 0x80])],
    ['a code point past the last', Buffer.from([0xf4, 0x90, 0x80, 0x80])],
  ];
  const around = (bytes: Buffer, before: string, after: string): Buffer =>
    Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
  const post = (path: string, body: Buffer): Promise<ApiResponse> => {
    const lines = once(authorization(), 'content-type: application/json', `content-length: ${body.length}`);
    return raw(`POST ${path}`, lines, body);
  };

  it.each(bad)('such as %s are 400 in every body, and change nothing', async (_, bytes) => {
    const bodies: [string, Buffer][] = [
      [`${base}/events`, around(bytes, '{"type":"budget.exceeded","data":{"a":"', '"}}')],
      [`${base}/events/batch`, around(bytes, '{"events":[{"type":"budget.exceeded","data":{"', '":1}}]}')],
      [`${base}/endpoints`, around(bytes, '{"url":"https://example.com/","event_types":["*"],"description":"', '"}')],
      ['/session', around(bytes, '{"key":"', '"}')],
      ['/session/link', around(bytes, '{"token":"', '"}')],
      ['/session/operator', around(bytes, '{"password":"', '"}')],
      ['/mcp', around(bytes, '{"jsonrpc":"2.0","id":"', '","method":"tools/list"}')],
    ];
    for (const [path, body] of bodies) {
      const response = await post(path, body);
      expectError(response, 400, { code: 'malformed_body', message: 'the request body is not valid UTF-8' });
    }
    expect((await postrider.manage.endpoints()).data).toEqual([]);
    expect((await postrider.manage.events()).data).toEqual([]);
  });

  it('a byte order mark is 400, and text in UTF-16 is', async () => {
    const event = '{"type":"budget.exceeded","data":{}}';
    for (const body of [
      Buffer.from(`\ufeff${event}`),
      Buffer.from(event, 'utf16le'),
      Buffer.from(`\ufeff${event}`, 'utf16le'),
    ]) {
      expectError(await post(`${base}/events`, body), 400, { code: 'malformed_body' });
    }
  });

  it('a path whose percent-encoding is not UTF-8 is 400', async () => {
    for (const odd of ['%ff', '%ed%a0%80', '%c3']) {
      expectError(await raw(`GET ${base}/events/${odd}`, once(authorization())), 400, { code: 'malformed_url' });
    }
  });

  it.each([
    ['url', '/endpoints', { url: 'https://example.com/\ud800', event_types: ['*'] }],
    ['url', '/endpoints', { url: 'https://\udfff.example.com/', event_types: ['*'] }],
    ['event_types.0', '/endpoints', { url: 'https://example.com/', event_types: ['a\ud800'] }],
    ['description', '/endpoints', { url: 'https://example.com/', event_types: ['*'], description: 'a\ud800' }],
    ['id', '/events', { type: 'budget.exceeded', data: {}, id: '\ud800' }],
    ['type', '/events', { type: 'budget.\ud800', data: {} }],
    ['name', '/keys', { kind: 'project', name: '\udc00' }],
    ['description', '/event-types', { type: 'odd.type', description: '\ud800', example: {} }],
    ['delivery_ids.0', '/deliveries/replay', { delivery_ids: ['\ud800'] }],
    ['a\ud800', '/events', { type: 'budget.exceeded', data: {}, 'a\ud800': 1 }],
  ])('half a surrogate pair in %j of %s is 422', async (field, path, json) => {
    expectError(await postrider.manage.send('POST', path, { json }), 422, { code: 'validation_failed', field });
  });

  it('half a surrogate pair in data goes through as it was written, to every reader', async () => {
    const example = { a: '\ud800' };
    const schema = { properties: { '\ud800': { pattern: '^[^\\ud801]*$' } } };
    await postrider.manage.createEventType({ type: 'odd.text', description: 'Odd.', example, schema });
    await postrider.manage.createEndpoint({ url: receiver.url('/odd'), event_types: ['odd.*'] });
    const data = String.raw`{"\ud800":"\udfff","a":["\ud83d"]}`;
    const body = `{"type":"odd.text","data":${data}}`;
    const event = (await postrider.project.expect(202, 'POST', '/events', { body })) as PublishedEvent;
    const delivery = await postrider.manage.completed(onlyDelivery(event));
    expect(delivery.status).toBe('delivered');
    expect(receiver.requestsTo('/odd')[0]?.rawBody).toContain(data);

    const one = `/deliveries/${delivery.id}`;
    for (const path of [one, `${one}/history`, '/events', '/deliveries', '/event-types', '/overview']) {
      expect([path, (await postrider.manage.send('GET', path)).status]).toEqual([path, 200]);
    }
    expect((await postrider.manage.send('GET', `/events/${event.id}`)).text).toContain(data);
  });

  it.each([{ event_id: 'evt_\ud800' }, { event_id: 'x', 'a\ud800': 'b' }])(
    'half a surrogate pair in the arguments of a tool is an error of the tool: %j',
    async (args) => {
      const params = { name: 'get_webhook_event', arguments: args };
      const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }));
      const accept = 'accept: application/json, text/event-stream';
      const lines = once(authorization(), accept, 'content-type: application/json', `content-length: ${body.length}`);
      const response = await raw('POST /mcp', lines, body);
      expect(response.status).toBe(200);
      expect(response.text).toMatch(/isError|"error"/);
      expect(response.text).not.toMatch(/internal_error|URI malformed/);
    },
  );
});

describe('the board of the queues', () => {
  const operator = { authorization: `Basic ${Buffer.from(`operator:${operatorPassword}`).toString('base64')}` };
  const json = { ...operator, 'content-type': 'application/json' };
  /** What Bull Board could change. */
  const changes: readonly (readonly [method: string, path: string])[] = [
    ['POST', '/deliver/add'],
    ...['pause', 'resume', 'empty', 'obliterate', 'promote', 'retry/failed', 'clean/failed'].map(
      (action) => ['PUT', `/deliver/${action}`] as const,
    ),
    ...['concurrency', 'rate-limit', 'rate-limit/release'].map((action) => ['PUT', `/deliver/${action}`] as const),
    ...['retry', 'clean', 'promote'].map((action) => ['PUT', `/deliver/x/${action}`] as const),
    ...['update-data', 'delay', 'priority'].map((action) => ['PATCH', `/deliver/x/${action}`] as const),
    ['PUT', '/pause'],
    ['PUT', '/resume'],
  ];

  async function board(
    method: string,
    path: string,
    init: RequestInit = {},
    url = postrider.url,
  ): Promise<ApiResponse> {
    const response = await fetch(`${url}/queues/api/queues${path}`, { method, headers: operator, ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  it('refuses strangers before it tells anything', async () => {
    for (const [method, path] of changes) {
      expectError(await board(method, path, { headers: {} }), 401, { code: 'operator_only' });
    }
  });

  it.each(changes)('is for looking: %s %s is 403 and changes nothing', async (method, path) => {
    const before = (await board('GET', '')).text;
    const response = await board(method, path, { headers: json, body: '{"data":{},"name":"x","options":{}}' });
    expectError(response, 403, { type: 'permission_error', code: 'queues_read_only' });
    expect((await board('GET', '')).text).toBe(before);
  });

  it('shows why a job failed, and no stack trace', async () => {
    const gateway = await postrider.addGateway({ POSTRIDER_QUEUES_READ_ONLY: 'false' });
    const body = '{"data":{"nonsense":true},"name":"x","options":{}}';
    expect((await board('POST', '/deliver/add', { headers: json, body }, gateway.url)).status).toBe(200);
    const query = '?activeQueue=deliver&status=failed&page=1&jobsPerPage=10';
    const failed = await waitUntil(
      async () => {
        const { text } = await board('GET', query);
        return text.includes('unreadable job') && text;
      },
      { what: 'the job to fail', timeoutMs: patienceMs },
    );
    expect(failed).toContain('"stacktrace":[]');
    expect(failed).not.toMatch(/\n? {4}at |node_modules|\/dist\//);
    await gateway.stop();
  });

  it.each(['', 'development'])(
    'responds to broken JSON with 400, and to errors without their stack (NODE_ENV %j)',
    async (env) => {
      const gateway = await postrider.addGateway({ POSTRIDER_QUEUES_READ_ONLY: 'false', NODE_ENV: env });
      for (const body of ['{', '[1,]', '\ufeff{}', 'null null']) {
        const response = await board('POST', '/deliver/add', { headers: json, body }, gateway.url);
        expectError(response, 400, { code: 'malformed_body' });
      }
      const text = await board(
        'POST',
        '/deliver/add',
        { headers: { ...operator, 'content-type': 'text/plain' }, body: 'x' },
        gateway.url,
      );
      expectError(text, 415, { code: 'unsupported_media_type' });
      for (const [method, path] of [
        ['PUT', '/nothing/pause'],
        ['PUT', '/deliver/x/retry'],
        ['POST', '/deliver/add'],
        ['PUT', '/deliver/retry/nothing'],
        ['PUT', '/deliver/clean/nothing'],
        ['PATCH', '/deliver/x/delay'],
        ['GET', '?activeQueue=deliver&status=failed&page=-1&jobsPerPage=1e9'],
        ['GET', '/deliver/x/logs'],
        ['GET', '/deliver/%00'],
      ] as const) {
        const response = await board(
          method,
          path,
          { headers: json, ...(method !== 'GET' && { body: '{"data":1}' }) },
          gateway.url,
        );
        expect([path, response.status, response.text]).toEqual([
          path,
          response.status,
          expect.not.stringMatching(/ at |node_modules|dist/),
        ]);
        expect([path, response.status < 500, response.text]).toEqual([path, true, response.text]);
      }
      await gateway.stop();
    },
  );
});
