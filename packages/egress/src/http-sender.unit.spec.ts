import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { AddressPolicy, type AttemptOutcome } from '@postrider/domain';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HttpSender, type SenderLimits } from './http-sender.js';

const opened: { close: () => Promise<unknown> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

async function listening(server: Server | HttpServer): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      if (server.listening) await once(server, 'close');
    },
  });
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** Starts a receiver that responds with these bytes to any request, and then calls `then`. */
async function respondingWith(
  bytes: string,
  then: (socket: Socket) => void = (socket) => socket.end(),
): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(bytes, () => {
        then(socket);
      });
    });
  });
  return `http://${await listening(server)}/`;
}

const loopback = new AddressPolicy(['127.0.0.0/8']);
const mayStart = (): boolean => true;

function post(url: string, limits: Partial<SenderLimits> = {}, policy = loopback): Promise<AttemptOutcome | undefined> {
  const defaults = {
    timeoutMs: 5_000,
    readBytes: 1_000,
    keepBytes: 100,
    keepHeaderBytes: 200,
    connectionsPerOrigin: 2,
  };
  const sender = new HttpSender({ ...defaults, ...limits }, policy);
  opened.push(sender);
  return sender.post(url, {
    headers: { 'content-type': 'application/json' },
    body: '{"a":1}',
    started_at: new Date(),
    mayStart,
  });
}

const ok = (body: string, headers: Record<string, string> = {}): string =>
  [
    'HTTP/1.1 200 OK',
    ...Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) }).map(
      ([name, value]) => `${name}: ${String(value)}`,
    ),
    '',
    body,
  ].join('\r\n');

describe('an exchange', () => {
  it('posts the body unchanged, with the given headers', async () => {
    const seen: unknown[] = [];
    const address = await listening(
      createHttpServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          seen.push(request.method, request.url, request.headers['content-type'], Buffer.concat(chunks).toString());
          response.writeHead(202).end('thanks');
        });
      }),
    );
    expect(await post(`http://${address}/hooks?a=b`)).toMatchObject({
      kind: 'response',
      status: 202,
      body: 'thanks',
      truncated: false,
      retry_after_ms: null,
    });
    expect(seen).toEqual(['POST', '/hooks?a=b', 'application/json', '{"a":1}']);
  });

  it('keeps part of a long response and marks it as truncated', async () => {
    expect(await post(await respondingWith(ok('a'.repeat(101))))).toMatchObject({
      body: 'a'.repeat(100),
      truncated: true,
    });
    expect(await post(await respondingWith(ok('a'.repeat(100))))).toMatchObject({
      body: 'a'.repeat(100),
      truncated: false,
    });
  });

  it('ends at the limit when the response has no end', async () => {
    const endless = await respondingWith('HTTP/1.1 200 OK\r\n\r\n', (socket) => {
      socket.write('x'.repeat(5_000));
    });
    expect(await post(endless)).toMatchObject({
      kind: 'response',
      status: 200,
      body: 'x'.repeat(100),
      truncated: true,
    });
  });

  it('ends at the limit when a complete response is longer', async () => {
    expect(await post(await respondingWith(ok('a'.repeat(5_000))))).toMatchObject({
      kind: 'response',
      status: 200,
      body: 'a'.repeat(100),
      truncated: true,
    });
  });

  it('ignores informational responses', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nretry-after: 1\r\n\r\n';
    expect(await post(await respondingWith(`${early}${ok('late')}`))).toMatchObject({
      kind: 'response',
      status: 200,
      body: 'late',
      retry_after_ms: null,
    });
  });

  it('times out while it waits for a connection', async () => {
    const url = await respondingWith('', () => undefined);
    const sender = new HttpSender(
      { timeoutMs: 150, readBytes: 10, keepBytes: 10, keepHeaderBytes: 0, connectionsPerOrigin: 1 },
      loopback,
    );
    opened.push(sender);
    const send = (): Promise<AttemptOutcome | undefined> =>
      sender.post(url, { headers: {}, body: '', started_at: new Date(), mayStart });
    const timeout = expect.objectContaining({ kind: 'no_response', failure_reason: 'timeout' });
    expect(await Promise.all([send(), send(), send()])).toEqual([timeout, timeout, timeout]);
  });

  it('is not written if it may not start once it has a connection', async () => {
    let received = 0;
    const server = createServer((socket) => {
      socket.on('data', ({ length }) => (received += length));
      socket.on('error', () => undefined);
    });
    const url = `http://${await listening(server)}/`;
    const sender = new HttpSender(
      { timeoutMs: 5_000, readBytes: 10, keepBytes: 10, keepHeaderBytes: 0, connectionsPerOrigin: 1 },
      loopback,
    );
    opened.push(sender);
    const request = { headers: {}, body: '{}', started_at: new Date(), mayStart: () => false };
    expect(await sender.post(url, request)).toBeUndefined();
    expect(received).toBe(0);
  });

  it.each(['127.0.0.1', '2130706433', 'localhost'])(
    'opens no connection to %s if the policy refuses it',
    async (host) => {
      let connections = 0;
      const address = await listening(createServer(() => (connections += 1)));
      const url = `http://${host}:${address.split(':')[1] ?? ''}/`;
      expect(await post(url, {}, new AddressPolicy([]))).toMatchObject({
        kind: 'no_response',
        failure_reason: 'blocked_address',
      });
      expect(connections).toBe(0);
    },
  );

  it('does not follow a redirect', async () => {
    const target = await respondingWith(ok('never'));
    const redirect = `HTTP/1.1 307 Temporary Redirect\r\nlocation: ${target}\r\ncontent-length: 0\r\n\r\n`;
    expect(await post(await respondingWith(redirect))).toMatchObject({ kind: 'response', status: 307 });
  });

  it('reads Retry-After', async () => {
    expect(await post(await respondingWith(ok('', { 'retry-after': '7' })))).toMatchObject({ retry_after_ms: 7_000 });
  });
});

describe('the headers of a response', () => {
  it('are kept as received, repeated ones too', async () => {
    const url = await respondingWith(
      'HTTP/1.1 200 OK\r\nX-Served-By: a\r\nx-served-by: b\r\nContent-Length: 0\r\n\r\n',
    );
    const outcome = await post(url);
    expect(outcome?.response_headers).toEqual(['X-Served-By', 'a', 'x-served-by', 'b', 'Content-Length', '0']);
    expect(outcome).not.toHaveProperty('response_headers_truncated');
  });

  it('are cut at the limit', async () => {
    const outcome = await post(await respondingWith(ok('', { x: 'a'.repeat(300) })));
    expect(outcome).toMatchObject({ response_headers: ['x', 'a'.repeat(199)], response_headers_truncated: true });
  });

  it('are not kept if the limit is 0', async () => {
    expect(await post(await respondingWith(ok('')), { keepHeaderBytes: 0 })).not.toHaveProperty('response_headers');
  });

  it('are those of the last response', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n';
    const outcome = await post(await respondingWith(`${early}${ok('')}`));
    expect(outcome?.response_headers).toEqual(['content-length', '0']);
  });
});

describe('the timing of an exchange', () => {
  const whole: unknown = expect.any(Number);

  it('has the phases of a connection for the request that opened it only', async () => {
    const address = await listening(createHttpServer((_, response) => response.end('ok')));
    const sender = new HttpSender(
      { timeoutMs: 5_000, readBytes: 10, keepBytes: 10, keepHeaderBytes: 0, connectionsPerOrigin: 1 },
      loopback,
    );
    opened.push(sender);
    const send = (): Promise<AttemptOutcome | undefined> =>
      sender.post(`http://localhost:${address.split(':')[1] ?? ''}/`, {
        headers: {},
        body: '',
        started_at: new Date(),
        mayStart,
      });
    expect((await send())?.timing).toMatchObject({ dns: whole, connect: whole, first_byte: whole });
    const second = await send();
    expect(second?.timing).toMatchObject({ first_byte: whole });
    for (const phase of ['dns', 'connect', 'tls']) expect(second?.timing).not.toHaveProperty(phase);
  });

  it('has no resolution of a name for an address', async () => {
    const { timing } = (await post(await respondingWith(ok('')))) ?? {};
    expect(timing).toMatchObject({ connect: whole, first_byte: whole });
    expect(timing).not.toHaveProperty('dns');
  });

  it('ends with the request if no response came', async () => {
    const { timing } = (await post(await respondingWith('', () => undefined), { timeoutMs: 150 })) ?? {};
    expect(timing).toMatchObject({ connect: whole });
    expect(timing).not.toHaveProperty('first_byte');
  });

  it('is absent if no request was written', async () => {
    const server = createServer();
    const address = await listening(server);
    server.close();
    expect(await post(`http://${address}/`)).not.toHaveProperty('timing');
  });
});

describe('an exchange that does not complete', () => {
  const reset = (socket: Socket): void => {
    socket.resetAndDestroy();
  };
  const silence = (): void => undefined;

  it('names a refused connection', async () => {
    const server = createServer();
    const address = await listening(server);
    server.close();
    expect(await post(`http://${address}/`)).toMatchObject({
      kind: 'no_response',
      failure_reason: 'connection_refused',
    });
  });

  it('names a host that cannot be resolved', async () => {
    // Longer than a label may be, so that no name server is involved.
    const url = `http://${'a'.repeat(64)}.invalid/`;
    expect(await post(url)).toMatchObject({ kind: 'no_response', failure_reason: 'dns_error' });
  });

  it.each([
    ['before the response', ''],
    ['in the middle of the headers', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['in the middle of the body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'],
  ])('names a connection that was reset %s', async (_, bytes) => {
    const url = await respondingWith(bytes, reset);
    expect(await post(url)).toMatchObject({ kind: 'no_response', failure_reason: 'connection_reset' });
  });

  it('names a response that is not HTTP', async () => {
    expect(await post(await respondingWith('SSH-2.0-OpenSSH_9.9\r\n'))).toMatchObject({
      failure_reason: 'invalid_response',
    });
  });

  it('names endless headers', async () => {
    const headers = `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`;
    expect(await post(await respondingWith(headers))).toMatchObject({ failure_reason: 'invalid_response' });
  });

  it('names a receiver that does not speak TLS', async () => {
    const url = (await respondingWith(ok(''))).replace('http:', 'https:');
    expect(await post(url)).toMatchObject({ kind: 'no_response', failure_reason: 'tls_error' });
  });

  it.each([
    ['never responds', ''],
    ['never ends its headers', 'HTTP/1.1 200 OK\r\n'],
    ['never ends its body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'],
  ])('times out when the receiver %s', async (_, bytes) => {
    expect(await post(await respondingWith(bytes, silence), { timeoutMs: 150 })).toMatchObject({
      kind: 'no_response',
      failure_reason: 'timeout',
      error: 'no complete response within 150 ms',
    });
  });
});
