import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';

import { type ApiResponse, Api, type RequestOptions } from '../support/api.js';
import { expectError, expectUnavailable } from '../support/expect-error.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { sendRaw } from '../support/raw-request.js';
import { patienceMs } from '../support/patience.js';

let postrider: Postrider;
let database: Database;
let endpointId: string;

beforeAll(async () => {
  postrider = await startPostrider({ dispatchers: 0 });
  database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 60_000, name: 'e2e' });
  const wanted = { url: 'https://example.com/hook', event_types: ['*'], active: false };
  endpointId = (await postrider.manage.createEndpoint(wanted)).id;
});

afterAll(async () => {
  await database.end();
  await postrider.end();
});

const noSuch = (prefix: string): string => `${prefix}_01arz3ndektsv4rrffq69g5fav`.toLowerCase();
const json = { url: 'https://example.com/', event_types: ['*'] };

describe('400', () => {
  it.each<[string, RequestOptions]>([
    ['JSON that is cut off', { body: '{"url": "https://exa' }],
    ['no JSON at all', { body: 'url=https://example.com' }],
    ['two values', { body: '{} {}' }],
    ['nesting without end', { body: `{"url":${'['.repeat(5_000)}${']'.repeat(5_000)}}` }],
  ])('is returned for a body of %s', async (_, options) => {
    const response = await postrider.manage.send('POST', '/endpoints', options);
    expectError(response, 400, { type: 'invalid_request_error', code: 'malformed_body' });
  });

  it('is returned for a URL with an invalid percent-encoding', async () => {
    const response = await postrider.manage.send('GET', '/endpoints/%zz');
    expectError(response, 400, { type: 'invalid_request_error', code: 'malformed_url' });
  });
});

describe('401', () => {
  it('is returned for a call without a key', async () => {
    const anonymous = new Api(postrider.url);
    const error = { type: 'authentication_error', code: 'missing_api_key' };
    expectError(await anonymous.send('GET', '/endpoints'), 401, error);
    expectError(await anonymous.send('POST', '/events', { json: { type: 'budget.exceeded', data: {} } }), 401, error);
    const headers = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
    expectError(await anonymous.send('GET', '/endpoints', { headers }), 401, error);
  });

  it.each(['mlx_mk_unknown', 'mlx_sk_unknown', 'nonsense'])('is returned for the unknown key %s', async (key) => {
    const error = { type: 'authentication_error', code: 'invalid_api_key' };
    expectError(await new Api(postrider.url, key).send('GET', '/endpoints'), 401, error);
    expectError(await new Api(postrider.url, key).send('POST', '/events', { json: {} }), 401, error);
  });

  it.each(['management', 'project'] as const)(
    'is returned for a %s key from the moment it is revoked',
    async (kind) => {
      const organization = await postrider.admin.createOrganization('Leaving');
      const { id, key } = await postrider.admin.createKey(organization, kind);
      const caller = new Api(postrider.url, key);
      await caller.publish('budget.exceeded');
      await postrider.admin.json('keys', 'revoke', id);

      const error = { type: 'authentication_error', code: 'invalid_api_key' };
      const publish = { json: { type: 'budget.exceeded', data: {} } };
      expectError(await caller.send('POST', '/events', publish), 401, error);
      expectError(await caller.send('POST', '/events/batch', { json: { events: [publish.json] } }), 401, error);
      expectError(await caller.send('GET', '/endpoints'), 401, error);
    },
  );
});

describe('403', () => {
  it.each([
    ['GET', '/endpoints'],
    ['POST', '/endpoints'],
    ['GET', '/deliveries'],
    ['GET', '/events'],
    ['GET', '/event-types'],
    ['POST', '/deliveries/whd_x/replay'],
  ])('is returned for a project key on %s %s', async (method, path) => {
    const response = await postrider.project.send(method, path);
    expectError(response, 403, { type: 'permission_error', code: 'key_not_permitted' });
  });
});

describe('404', () => {
  it.each([
    ['GET', `/endpoints/${noSuch('whe')}`, 'webhook_endpoint'],
    ['GET', '/endpoints/nonsense', 'webhook_endpoint'],
    ['PATCH', `/endpoints/${noSuch('whe')}`, 'webhook_endpoint'],
    ['DELETE', `/endpoints/${noSuch('whe')}`, 'webhook_endpoint'],
    ['POST', `/endpoints/${noSuch('whe')}/rotate-secret`, 'webhook_endpoint'],
    ['GET', `/deliveries/${noSuch('whd')}`, 'webhook_delivery'],
    ['POST', `/deliveries/${noSuch('whd')}/replay`, 'webhook_delivery'],
    ['GET', `/events/${noSuch('evt')}`, 'webhook_event'],
    ['GET', '/events/an%20odd%2Fid', 'webhook_event'],
  ])('is returned for %s %s', async (method, path, resource) => {
    const id = decodeURIComponent(path.split('/')[2] ?? '');
    const response = await postrider.manage.send(method, path);
    expectError(response, 404, { type: 'not_found', code: `${resource}_not_found`, resource, id });
  });

  it('is returned for a route that does not exist', async () => {
    const error = { type: 'not_found', code: 'route_not_found' };
    expectError(await postrider.manage.send('GET', '/no/such/route'), 404, error);
    expectError(await new Api(postrider.url).send('GET', '/../../../nothing'), 404, error);
    expectError(await postrider.manage.send('GET', `/endpoints/${'z'.repeat(1_025)}`), 404, error);
  });
});

describe('what is not HTTP', () => {
  it.each([
    ['garbage', 'garbage\r\n\r\n', 400, 'malformed_body'],
    ['no host', 'GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'malformed_body'],
    ['a method that does not exist', 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'malformed_body'],
    ['a length that is no number', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n', 400, 'malformed_body'],
    ['headers of 20 KiB', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_480)}\r\n\r\n`, 431, 'headers_too_large'],
  ])('such as %s, gets an error in the same shape', async (_, request, status, code) => {
    expectError(await sendRaw(postrider.url, request), status, { type: 'invalid_request_error', code });
  });
});

describe('requests that other servers refuse by themselves', () => {
  it('get the documented error: an unknown expectation, and the method QUERY', async () => {
    const head = 'HTTP/1.1\r\nhost: x\r\nconnection: close\r\n';
    const expecting = await sendRaw(postrider.url, `GET /nothing ${head}expect: a miracle\r\n\r\n`);
    const querying = await sendRaw(postrider.url, `QUERY /nothing ${head}\r\n`);
    for (const response of [expecting, querying]) expectError(response, 404, { code: 'route_not_found' });
  });
});

describe('a call that is refused whatever its body says', () => {
  const begun = {
    'a body without a length': 'transfer-encoding: chunked\r\n\r\n2\r\n{"\r\n',
    'a long body': 'content-length: 8388608\r\n\r\n{"',
  };
  const calls: [number, string, string, string, () => string | undefined][] = [
    [401, 'missing_api_key', 'no key', '/events', () => undefined],
    [401, 'invalid_api_key', 'an unknown key', '/events/batch', () => 'mlx_sk_unknown'],
    [401, 'invalid_api_key', 'an unknown key', '/endpoints', () => 'mlx_mk_unknown'],
    [403, 'key_not_permitted', 'a project key', '/endpoints', () => postrider.keys.project_key],
    [404, 'route_not_found', 'no route', '/nothing', () => postrider.keys.management_key],
  ];

  it.each(calls)('is %d %s before its body has arrived: %s on %s', async (status, code, _, path, key) => {
    const given = key();
    for (const body of Object.values(begun)) {
      expectError(await sendBegun(postrider.url, path, given, body), status, { code });
    }
  });

  it('is so too when the calls of a minute are used up', async () => {
    const { url } = await postrider.addGateway({ POSTRIDER_MANAGEMENT_RATE_LIMIT: '1' });
    const organization = await postrider.admin.createOrganization('Busy');
    const { key } = await postrider.admin.createKey(organization, 'management');
    await new Api(url, key).endpoints();
    for (const body of Object.values(begun)) {
      expectError(await sendBegun(url, '/endpoints', key, body), 429, { code: 'rate_limited' });
    }
  });

  /** Begins a body and never ends it: the response cannot have waited for its end. */
  const sendBegun = (url: string, path: string, key: string | undefined, body: string): Promise<ApiResponse> => {
    const authorization = key === undefined ? '' : `authorization: Bearer ${key}\r\n`;
    const head = `POST /manage/v1/webhooks${path} HTTP/1.1\r\nhost: x\r\n${authorization}`;
    return sendRaw(url, `${head}content-type: application/json\r\n${body}`, { timeoutMs: patienceMs });
  };
});

describe('413 and 415', () => {
  it('refuse a body whose announced length is too large, before it arrives', async () => {
    const headers = `authorization: Bearer ${postrider.keys.project_key}\r\ncontent-type: application/json`;
    const request = `POST /manage/v1/webhooks/events HTTP/1.1\r\nhost: x\r\n${headers}\r\ncontent-length: 8388609\r\n\r\n`;
    const response = await sendRaw(postrider.url, request);
    expectError(response, 413, { type: 'invalid_request_error', code: 'payload_too_large' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('refuse %s', async (type) => {
    const options = { json, headers: { 'content-type': type } };
    const response = await postrider.manage.send('POST', '/endpoints', options);
    expectError(response, 415, { type: 'invalid_request_error', code: 'unsupported_media_type' });
  });
});

describe('429', () => {
  it('is returned when the calls of a minute are used up, for that key alone; publishing is not counted', async () => {
    const { url } = await postrider.addGateway({ POSTRIDER_MANAGEMENT_RATE_LIMIT: '3' });
    const organization = await postrider.admin.createOrganization('Busy');
    const [busy, other] = [
      await postrider.admin.createKey(organization, 'management'),
      await postrider.admin.createKey(organization, 'management'),
    ];
    const caller = new Api(url, busy.key);
    for (const remaining of ['2', '1', '0']) {
      await caller.publish('budget.exceeded');
      const { status, headers } = await caller.send('GET', `/endpoints/${noSuch('whe')}`);
      expect([status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]).toEqual([
        404,
        '3',
        remaining,
      ]);
    }

    const refused = await caller.send('GET', '/endpoints');
    expectError(refused, 429, { type: 'rate_limited', code: 'rate_limited' });
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('retry-after')).toMatch(/^([1-9]|[1-5]\d|60)$/);
    expect(refused.headers.get('ratelimit-reset')).toBe(refused.headers.get('retry-after'));
    expect(await caller.publish('budget.exceeded')).toMatchObject({ type: 'budget.exceeded' });
    expect((await new Api(url, other.key).send('GET', '/endpoints')).status).toBe(200);
  });
});

describe('500 and 503', () => {
  it('report an internal fault without details', async () => {
    await database.query('ALTER TABLE endpoints RENAME COLUMN description TO hidden');
    const broken = await postrider.manage.send('GET', `/endpoints/${endpointId}`);
    await database.query('ALTER TABLE endpoints RENAME COLUMN hidden TO description');

    expectError(broken, 500, { type: 'internal_error', code: 'internal_error' });
    expect(broken.text).not.toMatch(/column|description|select/i);
    expect((await postrider.manage.send('GET', `/endpoints/${endpointId}`)).status).toBe(200);
  });

  it('report a database that takes too long, with a time to retry', async () => {
    const impatient = await postrider.addGateway({ POSTRIDER_DATABASE_TIMEOUT_MS: '300' });
    const caller = new Api(impatient.url, postrider.keys.management_key);
    const late = await database.transaction(async (sql) => {
      await sql.query('LOCK TABLE published_events IN ACCESS EXCLUSIVE MODE');
      const publish = { json: { type: 'budget.exceeded', data: {} } };
      return Promise.all([caller.send('GET', '/events'), caller.send('POST', '/events', publish)]);
    });

    for (const response of late) expectUnavailable(response);
    expect(await caller.publish('budget.exceeded')).toMatchObject({ type: 'budget.exceeded' });
  });
});
