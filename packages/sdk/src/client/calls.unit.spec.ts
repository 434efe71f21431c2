import { describe, expect, it } from '@jest/globals';
import { respondingWith, json } from './server.fixture.spec.js';
import { PostriderError } from './errors.js';
import { Postrider } from './postrider.js';

const key = 'mlx_mk_0123456789abcdef';
const busy = json(503, { error: { type: 'service_unavailable', code: 'service_unavailable', message: 'later' } });
const limited = (retryAfter: string) =>
  json(429, { error: { type: 'rate_limited', code: 'rate_limited', message: 'slow' } }, { 'retry-after': retryAfter });
const endpoint = { id: 'whe_1', url: 'https://example.com' };

async function failureOf(call: Promise<unknown>): Promise<PostriderError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PostriderError) return error;
  throw new Error(`expected a PostriderError, got ${String(error)}`);
}

describe('a call', () => {
  it('sends the key, the query and the body', async () => {
    await using server = await respondingWith(json(200, { data: [], next_cursor: null }), json(201, endpoint));
    const client = new Postrider({ url: `${server.url}/proxied/`, key });
    await client.deliveries.list({ status: 'failed', event_type: 'a&b' }).page();
    await client.endpoints.create({ url: 'https://example.com', event_types: ['*'] });
    const [list, create] = server.seen;
    expect(list).toMatchObject({
      method: 'GET',
      url: '/proxied/manage/v1/webhooks/deliveries?status=failed&event_type=a%26b',
      headers: { authorization: `Bearer ${key}` },
      body: '',
    });
    expect(list?.headers).not.toHaveProperty('idempotency-key');
    expect(create).toMatchObject({ method: 'POST', url: '/proxied/manage/v1/webhooks/endpoints' });
    expect(JSON.parse(create?.body ?? '')).toEqual({ url: 'https://example.com', event_types: ['*'] });
  });

  it('parses responses with the given reviver', async () => {
    await using server = await respondingWith((response) =>
      response.end('{"id":"evt_1","data":{"n":18446744073709551617}}'),
    );
    const reviver = (_name: string, value: unknown, context?: { source?: string }): unknown =>
      typeof value === 'number' ? context?.source : value;
    const { data } = await new Postrider({ url: server.url, key, reviver }).events.get('evt_1');
    expect(data).toEqual({ n: '18446744073709551617' });
  });

  it('encodes an id as one segment of the path', async () => {
    await using server = await respondingWith(json(200, endpoint));
    const client = new Postrider({ url: server.url, key });
    await client.endpoints.get('../events?x#y');
    expect(server.seen[0]?.url).toBe('/manage/v1/webhooks/endpoints/..%2Fevents%3Fx%23y');
    await client.customers.put('acme/eu 1%', { name: 'Acme' });
    expect(server.seen[1]).toMatchObject({
      method: 'PUT',
      url: '/manage/v1/webhooks/customers/acme%2Feu%201%25',
      body: '{"name":"Acme"}',
    });
    for (const id of ['', '.', '..', undefined as unknown as string]) {
      await expect(client.endpoints.delete(id)).rejects.toThrow(TypeError);
    }
    expect(server.seen).toHaveLength(2);
  });

  it('is retried with the same idempotency key and body after 503, 429 and a lost connection', async () => {
    await using server = await respondingWith(
      busy,
      limited('0'),
      (response) => response.destroy(),
      json(202, { id: 'evt_1', deliveries: [] }),
    );
    const client = new Postrider({ url: server.url, key });
    const published = await client.events.publish({ type: 'budget.exceeded', data: { n: 1 } });
    expect(published.id).toBe('evt_1');
    expect(server.seen).toHaveLength(4);
    expect(new Set(server.seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(server.seen[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(server.seen.map(({ body }) => body)).size).toBe(1);
  });

  it('has its own idempotency key, or the given one', async () => {
    await using server = await respondingWith(json(200, endpoint));
    const client = new Postrider({ url: server.url, key });
    await client.endpoints.update('whe_1', { active: true });
    await client.endpoints.update('whe_1', { active: true });
    await client.endpoints.update('whe_1', { active: true }, { idempotencyKey: 'mine' });
    const keys = server.seen.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe('mine');
    await expect(client.endpoints.delete('whe_1', { idempotencyKey: 'a b' })).rejects.toThrow(TypeError);
  });

  it('is not retried after an error that a retry would repeat', async () => {
    const error = {
      type: 'invalid_request_error',
      code: 'validation_failed',
      message: 'url: expected an http or https URL',
      field: 'url',
      fields: [{ field: 'url', message: 'expected an http or https URL' }],
    };
    await using server = await respondingWith(json(422, { error }));
    const client = new Postrider({ url: server.url, key });
    const failure = await failureOf(client.endpoints.create({ url: 'x', event_types: ['*'] }));
    expect(failure).toMatchObject({
      ...error,
      status: 422,
      request: 'POST /manage/v1/webhooks/endpoints',
      attempts: 1,
    });
    expect(server.seen).toHaveLength(1);
  });

  it('names the resource that was not found', async () => {
    const error = {
      type: 'not_found',
      code: 'webhook_endpoint_not_found',
      message: 'no',
      resource: 'webhook_endpoint',
    };
    await using server = await respondingWith(json(404, { error: { ...error, id: 'whe_9' } }));
    const failure = await failureOf(new Postrider({ url: server.url, key }).endpoints.get('whe_9'));
    expect(failure).toMatchObject({ status: 404, resource: 'webhook_endpoint', id: 'whe_9', fields: [] });
  });

  it('rejects with the last error after its retries', async () => {
    await using server = await respondingWith(busy);
    const failure = await failureOf(new Postrider({ url: server.url, key, maxRetries: 1 }).endpoints.get('whe_1'));
    expect(failure).toMatchObject({ status: 503, code: 'service_unavailable', attempts: 2 });
    expect(server.seen).toHaveLength(2);
  });

  it('does not wait for a Retry-After beyond its total time', async () => {
    await using server = await respondingWith(limited('3600'));
    const failure = await failureOf(new Postrider({ url: server.url, key }).endpoints.get('whe_1'));
    expect(failure).toMatchObject({ status: 429, code: 'rate_limited', retryAfterSeconds: 3600, attempts: 1 });
  });

  it('aborts an attempt that takes too long', async () => {
    await using server = await respondingWith((response) => response.writeHead(200).write('{'));
    const client = new Postrider({ url: server.url, key });
    const failure = await failureOf(client.endpoints.get('whe_1', { attemptTimeoutMs: 50, maxRetries: 1 }));
    expect(failure).toMatchObject({ code: 'timeout', type: 'connection_error', status: undefined, attempts: 2 });
    const total = await failureOf(client.endpoints.get('whe_1', { totalTimeoutMs: 50 }));
    expect(total).toMatchObject({ code: 'timeout', attempts: 1 });
  });

  it('names the unreachable server and the reason', async () => {
    const url = await respondingWith(busy).then(async (server) => {
      await server[Symbol.asyncDispose]();
      return server.url;
    });
    const failure = await failureOf(new Postrider({ url, key, maxRetries: 0 }).endpoints.get('whe_1'));
    expect(failure).toMatchObject({ code: 'connection_failed', status: undefined });
    expect(failure.message).toContain(url);
    expect(failure.message).toContain('ECONNREFUSED');
  });

  it.each([
    ['a page of another server', 200, '<html>'],
    ['an error of another server', 404, 'Not Found'],
    ['a redirect', 301, ''],
  ])('rejects %s as unexpected_response', async (_, status, body) => {
    await using server = await respondingWith((response) => response.writeHead(status, { location: '/x' }).end(body));
    const failure = await failureOf(new Postrider({ url: server.url, key }).endpoints.get('whe_1'));
    expect(failure).toMatchObject({ code: 'unexpected_response', status, attempts: 1 });
    expect(server.seen).toHaveLength(1);
  });

  it('rejects with the reason of its signal, during and between attempts', async () => {
    await using server = await respondingWith(busy, () => undefined);
    const client = new Postrider({ url: server.url, key });
    for (const seen of [1, 2]) {
      const controller = new AbortController();
      const reason = new Error(`stopped ${String(seen)}`);
      const call = client.endpoints.get('whe_1', { signal: controller.signal });
      while (server.seen.length < seen) await new Promise((resolve) => setTimeout(resolve, 5));
      controller.abort(reason);
      await expect(call).rejects.toBe(reason);
    }
    await expect(client.endpoints.get('whe_1', { signal: AbortSignal.abort(new Error('never')) })).rejects.toThrow(
      'never',
    );
  });

  it('returns nothing for a delete, and uses the given fetch', async () => {
    await using server = await respondingWith((response) => response.writeHead(204).end());
    const asked: string[] = [];
    const own: typeof fetch = (input, init) => {
      asked.push(input instanceof Request ? input.url : String(input));
      return fetch(input, init);
    };
    const client = new Postrider({ url: server.url, key, fetch: own });
    await expect(client.endpoints.delete('whe_1')).resolves.toBeUndefined();
    expect(asked).toEqual([`${server.url}/manage/v1/webhooks/endpoints/whe_1`]);
  });
});

describe('the client', () => {
  it.each([
    ['url', { url: 'postrider', key }],
    ['url', { url: 'ftp://postrider', key }],
    ['url', { url: 'http://user:hunter2@postrider', key }],
    ['url', { url: 'http://postrider/?a=1', key }],
    ['key', { url: 'http://postrider', key: '' }],
    ['key', { url: 'http://postrider', key: 'hunter2\n' }],
    ['key', { url: 'http://postrider', key: undefined as unknown as string }],
    ['maxRetries', { url: 'http://postrider', key, maxRetries: -1 }],
    ['attemptTimeoutMs', { url: 'http://postrider', key, attemptTimeoutMs: Number.NaN }],
  ])('rejects an invalid %s without repeating a secret', (field, options) => {
    const create = (): Postrider => new Postrider(options);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(new RegExp(`^${field}: expected`));
    expect(create).not.toThrow('hunter2');
  });

  it('does not reveal its key when it is printed', () => {
    const client = new Postrider({ url: 'http://postrider', key });
    expect(JSON.stringify(client)).not.toContain(key);
    expect(Object.values(client.endpoints)).toEqual([]);
  });
});
