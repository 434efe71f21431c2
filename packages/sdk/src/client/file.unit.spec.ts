import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { PostriderError } from './errors.js';
import { Postrider } from './postrider.js';
import { json, respondingWith, type Reply } from './server.fixture.spec.js';

const key = 'mlx_mk_0123456789abcdef';
const ndjson = { 'content-type': 'application/x-ndjson' };

/** A response that has begun, for the test to go on with. */
function begun(part: string): { reply: Reply; response: Promise<ServerResponse> } {
  const { promise, resolve } = Promise.withResolvers<ServerResponse>();
  const reply: Reply = (response) => {
    response.writeHead(200, ndjson).write(part);
    resolve(response);
  };
  return { reply, response: promise };
}

async function failureOf(promise: Promise<unknown>): Promise<PostriderError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PostriderError) return error;
  throw new Error(`expected a PostriderError, got ${String(error)}`);
}

describe('an export', () => {
  it('is started with its filters, or without any', async () => {
    await using server = await respondingWith(json(202, { id: 'blk_1', kind: 'export' }));
    const { deliveries } = new Postrider({ url: server.url, key });
    expect(await deliveries.export({ status: 'failed', min_attempts: 3, format: 'csv' })).toMatchObject({
      id: 'blk_1',
    });
    await deliveries.export();
    expect(server.seen).toMatchObject([
      {
        method: 'POST',
        url: '/manage/v1/webhooks/deliveries/export',
        headers: { 'idempotency-key': expect.any(String) },
        body: '{"status":"failed","min_attempts":3,"format":"csv"}',
      },
      { body: '{}' },
    ]);
  });
});

describe('the file of an operation', () => {
  it('is read while the server sends it', async () => {
    const { reply, response } = begun('{"id":"whd_1"}\n');
    await using server = await respondingWith(reply);
    const file = await new Postrider({ url: server.url, key }).operations.file('blk_1');
    const reader = file.getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('{"id":"whd_1"}\n');
    (await response).end('{"id":"whd_2"}\n');
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('{"id":"whd_2"}\n');
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    expect(server.seen).toMatchObject([
      { method: 'GET', url: '/manage/v1/webhooks/operations/blk_1/file', headers: { authorization: `Bearer ${key}` } },
    ]);
  });

  it('is requested again after 503, until its response begins', async () => {
    const busy = json(503, { error: { type: 'service_unavailable', code: 'service_unavailable', message: 'later' } });
    await using server = await respondingWith(busy, (response) =>
      response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end('id\r\n'),
    );
    expect(await text(await new Postrider({ url: server.url, key }).operations.file('blk_1'))).toBe('id\r\n');
    expect(server.seen).toHaveLength(2);
  });

  it('is an error as in other calls, if there is none', async () => {
    const error = { type: 'conflict', code: 'export_not_available', message: 'no file', id: 'blk_1' };
    await using server = await respondingWith(json(409, { error }));
    const failure = await failureOf(new Postrider({ url: server.url, key }).operations.file('blk_1'));
    expect(failure).toMatchObject({
      ...error,
      status: 409,
      request: 'GET /manage/v1/webhooks/operations/blk_1/file',
      attempts: 1,
    });
  });

  it.each([
    ['a page of another server', 200, { 'content-type': 'text/html' }, '<html>'],
    ['JSON', 200, { 'content-type': 'application/json' }, '{}'],
    ['a redirect', 302, { location: '/x' }, ''],
  ])('is not %s', async (_, status, headers, body) => {
    await using server = await respondingWith((response) => response.writeHead(status, headers).end(body));
    const failure = await failureOf(new Postrider({ url: server.url, key }).operations.file('blk_1'));
    expect(failure).toMatchObject({ code: 'unexpected_response', status, attempts: 1 });
  });

  it('fails with a PostriderError if the connection is lost', async () => {
    const { reply, response } = begun('{"id":"whd_1"}\n');
    await using server = await respondingWith(reply);
    const file = await new Postrider({ url: server.url, key }).operations.file('blk_1');
    const read = text(file);
    (await response).destroy();
    expect(await failureOf(read)).toMatchObject({
      code: 'connection_failed',
      type: 'connection_error',
      message: expect.stringContaining(`the file of ${server.url} broke off: `),
    });
  });

  it('fails with a PostriderError if the server falls silent', async () => {
    await using server = await respondingWith(begun('{').reply);
    const { operations } = new Postrider({ url: server.url, key });
    const file = await operations.file('blk_1', { attemptTimeoutMs: 200 });
    expect(await failureOf(text(file))).toMatchObject({ code: 'timeout', attempts: 1 });
  });

  it('fails with the reason of its signal, and disconnects', async () => {
    const { reply, response } = begun('{"id":"whd_1"}\n');
    await using server = await respondingWith(reply);
    const controller = new AbortController();
    const { operations } = new Postrider({ url: server.url, key });
    const reader = (await operations.file('blk_1', { signal: controller.signal })).getReader();
    await reader.read();
    const closed = once(await response, 'close');
    const reason = new Error('stopped');
    const read = reader.read();
    controller.abort(reason);
    await expect(read).rejects.toBe(reason);
    await closed;
  });

  it('disconnects when its consumer cancels it', async () => {
    const { reply, response } = begun('{"id":"whd_1"}\n');
    await using server = await respondingWith(reply);
    const file = await new Postrider({ url: server.url, key }).operations.file('blk_1');
    const closed = once(await response, 'close');
    for await (const chunk of file) {
      expect(chunk.length).toBe(15);
      break;
    }
    await closed;
  });
});
