import { once } from 'node:events';
import { createServer, type ServerOptions } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ErrorBody } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { securityHeaders } from './security-headers.js';
import { respondToUnparsable } from './unparsable-request.js';

interface RawResponse {
  status: string;
  headers: Record<string, string>;
  body: unknown;
}

/** Returns a server's response to bytes. The client sends no more and waits until the server closes the connection. */
async function responseTo(bytes: string, options: ServerOptions = {}): Promise<RawResponse> {
  const server = createServer({ maxHeaderSize: 1_024, ...options }, (request) => request.resume());
  server.on('clientError', respondToUnparsable);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(bytes);
  const response = await text(socket);
  server.close();
  const [head = '', body = ''] = response.split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  return {
    status,
    headers: Object.fromEntries(lines.map((line) => line.split(': '))) as never,
    body: JSON.parse(body),
  };
}

const post = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n';
const impatient = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 };

describe('a request that Node cannot parse', () => {
  it.each<[string, string, ServerOptions, string, string]>([
    ['garbage', 'garbage\r\n\r\n', {}, 'HTTP/1.1 400 Bad Request', 'malformed_body'],
    [
      'a chunk of no length',
      'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      {},
      'HTTP/1.1 400 Bad Request',
      'malformed_body',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      {},
      'HTTP/1.1 400 Bad Request',
      'malformed_body',
    ],
    [
      'large headers',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(2_000)}\r\n\r\n`,
      {},
      'HTTP/1.1 431 Request Header Fields Too Large',
      'headers_too_large',
    ],
    [
      'a long URL',
      `GET /?${'y'.repeat(2_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      {},
      'HTTP/1.1 431 Request Header Fields Too Large',
      'headers_too_large',
    ],
    ['headers that do not end', 'GET / HTTP/1.1\r\n', impatient, 'HTTP/1.1 408 Request Timeout', 'request_timeout'],
    ['a body that does not come', `${post}12`, impatient, 'HTTP/1.1 408 Request Timeout', 'request_timeout'],
  ])('%s, gets an error in the shape of the API, with its headers', async (_, bytes, options, status, code) => {
    const response = await responseTo(bytes, options);
    expect(response.status).toBe(status);
    expect(ErrorBody.parse(response.body)).toMatchObject({ error: { type: 'invalid_request_error', code } });
    expect(response.headers).toMatchObject({
      ...securityHeaders,
      connection: 'close',
      'content-length': String(Buffer.byteLength(JSON.stringify(response.body))),
    });
  });
});
