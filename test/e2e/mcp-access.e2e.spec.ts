import { afterAll, describe, expect, it } from '@jest/globals';
import type { Service } from '@postrider/testing';

import type { ApiResponse, CreatedEndpoint } from '../support/api.js';
import { expectError } from '../support/expect-error.js';
import { forAllTests } from '../support/for-all-tests.js';
import { closeClients, connectHttp, connectStdio, type McpClient, type McpServerOptions } from '../support/mcp.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;

forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});

afterAll(closeClients);

const server = (): McpServerOptions => ({ url: postrider.url, key: postrider.keys.management_key });
const listTools = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const page = 'https://tools.example.com';

/** A request to /mcp as some client may make it. */
async function request(
  method: string,
  headers: Record<string, string>,
  json?: unknown,
  { url, query = '' }: { url: string; query?: string } = postrider,
): Promise<ApiResponse> {
  const response = await fetch(`${url}/mcp${query}`, {
    method,
    headers: {
      accept: 'application/json, text/event-stream',
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const withKey = (key = postrider.keys.management_key) => ({ authorization: `Bearer ${key}` });

describe('/mcp', () => {
  it('needs a management key, and says how to send one', async () => {
    const without = await request('POST', {}, listTools);
    expectError(without, 401, { code: 'missing_api_key' });
    expect(without.headers.get('www-authenticate')).toBe('Bearer realm="Postrider"');
    const unknown = await request('POST', withKey('mlx_mk_unknown'), listTools);
    expectError(unknown, 401, { code: 'invalid_api_key' });
    expect(unknown.headers.get('www-authenticate')).toBe('Bearer realm="Postrider"');
    expectError(await request('POST', withKey(postrider.keys.project_key), listTools), 403, {
      code: 'key_not_permitted',
    });
  });

  it('has no sessions: it supports POST only, and each request is separate', async () => {
    for (const method of ['GET', 'DELETE']) expect((await request(method, withKey())).status).toBe(405);
    const response = await request('POST', withKey(), listTools);
    expect(response.status).toBe(200);
    expect(response.headers.get('mcp-session-id')).toBeNull();
    expect(response.text).toContain('list_webhook_endpoints');
  });

  it('takes one message at a time', async () => {
    const response = await request('POST', withKey(), [listTools, { ...listTools, id: 2 }]);
    expect(response.status).toBe(400);
    expect(JSON.parse(response.text)).toMatchObject({ error: { code: -32600 } });
  });

  it('takes no body of more than a mebibyte, nor one with too many members', async () => {
    const call = (args: object): object => ({
      ...listTools,
      method: 'tools/call',
      params: { name: 'list_webhook_deliveries', arguments: args },
    });
    expectError(await request('POST', withKey(), call({ status: 'x'.repeat(1_048_576) })), 413, {
      code: 'payload_too_large',
    });
    const many = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, '']));
    const tooMany = await request('POST', withKey(), call(many(60_000)));
    expectError(tooMany, 400, { code: 'malformed_body' });
    expect(tooMany.text).toContain('limit 50000');
    const unknown = await request('POST', withKey(), call(many(40_000)));
    expect(unknown.status).toBe(200);
    expect(unknown.text).toContain('and 39990 more unknown arguments');
    expect(unknown.text.length).toBeLessThan(5_000);
  });

  it('refuses what is no message, and query parameters that it does not have', async () => {
    expect((await request('POST', withKey(), { hello: 'world' })).status).toBe(400);
    const response = await request('POST', withKey(), listTools, { url: postrider.url, query: '?read_only=perhaps' });
    expectError(response, 422, { code: 'validation_failed', field: 'read_only' });
  });

  it('is closed to web pages', async () => {
    expectError(await request('POST', { ...withKey(), origin: page }, listTools), 403, { code: 'cross_site_request' });
    expectError(await request('POST', { ...withKey(), origin: postrider.url }, listTools), 403, {
      code: 'cross_site_request',
    });
  });

  it('shows each organization what is its own', async () => {
    const organization = await postrider.admin.createOrganization('strangers');
    const { key } = await postrider.admin.createKey(organization, 'management');
    const [ours, theirs] = [await connectHttp(server()), await connectHttp({ url: postrider.url, key })];
    const { id } = await ours.call<CreatedEndpoint>('create_webhook_endpoint', {
      url: 'https://example.com/hook',
      event_types: ['*'],
    });
    expect(await theirs.fail('get_webhook_endpoint', { endpoint_id: id })).toMatchObject({
      code: 'webhook_endpoint_not_found',
    });
    expect(await theirs.call('list_webhook_endpoints')).toEqual({ data: [], next_cursor: null });
  });
});

describe('a read-only server', () => {
  const ways: [string, () => Promise<McpClient>][] = [
    ['over HTTP', () => connectHttp(server(), '/mcp?read_only=true')],
    ['over stdio', () => connectStdio({ ...server(), args: ['--read-only'] })],
  ];

  it.each(ways)('%s has the tools that change nothing, and no others', async (_, connect) => {
    const mcp = await connect();
    const { tools } = await mcp.client.listTools();
    expect(tools.length).toBeGreaterThan(5);
    for (const { name, annotations } of tools) {
      expect(name).toMatch(/^(list|get|explain)_/);
      expect(annotations?.readOnlyHint).toBe(true);
    }
    await expect(
      mcp.call('create_webhook_endpoint', { url: 'https://example.com', event_types: ['*'] }),
    ).rejects.toThrow('create_webhook_endpoint is not available: this server is read-only');
  });
});

describe('a program over stdio', () => {
  it('says that Postrider cannot be reached, and what then', async () => {
    const mcp = await connectStdio({ url: 'http://127.0.0.1:1', key: 'mlx_mk_any' });
    expect(await mcp.fail('list_webhook_endpoints')).toMatchObject({
      code: 'no_answer',
      message: expect.stringContaining('http://127.0.0.1:1') as unknown,
      hint: expect.stringContaining('cannot be reached') as unknown,
    });
  });

  it('says that its key is wrong', async () => {
    const mcp = await connectStdio({ url: postrider.url, key: 'mlx_mk_wrong' });
    expect(await mcp.fail('list_webhook_endpoints')).toMatchObject({
      code: 'invalid_api_key',
      hint: expect.stringContaining('management key') as unknown,
    });
  });
});

describe('the settings of /mcp', () => {
  let strict: Service;
  let key: string;

  it('let pages of named origins in, and count each request once, also one that calls the API inside', async () => {
    const organization = await postrider.admin.createOrganization('few calls');
    ({ key } = await postrider.admin.createKey(organization, 'management'));
    strict = await postrider.addGateway({
      POSTRIDER_MCP_ALLOWED_ORIGINS: `http://localhost:6274,${page}`,
      POSTRIDER_MCP_READ_ONLY: 'true',
      POSTRIDER_MANAGEMENT_RATE_LIMIT: '6',
    });
    const preflight = await request('OPTIONS', { origin: page }, undefined, strict);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(page);
    const response = await request('POST', { ...withKey(key), origin: page }, listTools, strict);
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, page]);
    expect((await request('POST', { ...withKey(key), origin: `${page}:8443` }, listTools, strict)).status).toBe(403);

    const call = (args: object): object => ({
      ...listTools,
      method: 'tools/call',
      params: { name: 'list_webhook_endpoints', arguments: args },
    });
    const counted: [number, string | null][] = [];
    for (const [method, json] of [
      ['POST', call({})],
      ['POST', call({ nope: 1 })],
      ['POST', [listTools, listTools]],
      ['POST', { hello: 'world' }],
      ['GET', undefined],
      ['POST', listTools],
    ] as const) {
      const { status, headers } = await request(method, withKey(key), json, strict);
      counted.push([status, headers.get('ratelimit-remaining')]);
    }
    expect(counted).toEqual([
      [200, '4'],
      [200, '3'],
      [400, '2'],
      [400, '1'],
      [405, '0'],
      [429, '0'],
    ]);
    const refused = await request('POST', withKey(key), call({}), strict);
    expectError(refused, 429, { code: 'rate_limited' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const rest = await fetch(`${strict.url}/manage/v1/webhooks/endpoints`, { headers: withKey(key) });
    expect(rest.status).toBe(429);
  });

  it('can make it read-only for all', async () => {
    const organization = await postrider.admin.createOrganization('reads');
    const other = await postrider.admin.createKey(organization, 'management');
    const mcp = await connectHttp({ url: strict.url, key: other.key }, '/mcp?read_only=false');
    expect(await mcp.toolNames()).not.toContain('create_webhook_endpoint');
  });

  it('can turn it off', async () => {
    const off = await postrider.addGateway({ POSTRIDER_MCP_ENABLED: 'false' });
    expectError(await request('POST', withKey(), listTools, off), 404, { code: 'route_not_found' });
  });
});
