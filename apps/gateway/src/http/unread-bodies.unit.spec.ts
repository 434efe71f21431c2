import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { disconnectOnUnreadBodies } from './unread-bodies.js';

let server: FastifyInstance;
let socket: Socket;

beforeAll(async () => {
  server = fastify({ bodyLimit: 2_097_152 });
  disconnectOnUnreadBodies(server);
  // Refused before the body is read, as a call without a key is.
  server.addHook('onRequest', async (request, reply) => {
    if (request.url === '/refusing') await reply.status(401).send({});
  });
  server.post('/refusing', () => ({}));
  server.post('/reading', () => ({}));
  await server.listen({ port: 0, host: '127.0.0.1' });
});

beforeEach(() => {
  socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
});

afterEach(() => {
  socket.destroy();
});

afterAll(() => server.close());

const post = (path: string, ...headers: string[]): string =>
  [`POST ${path} HTTP/1.1`, 'host: x', 'content-type: application/json', ...headers, '', ''].join('\r\n');

const responseTo = async (bytes: string): Promise<string> => {
  socket.write(bytes);
  const [response] = (await once(socket, 'data')) as [Buffer];
  return response.toString();
};

describe('a call with an early response', () => {
  it.each([
    ['is long', `${post('/refusing', 'content-length: 1048577')}{`],
    ['does not say how long it is', `${post('/refusing', 'transfer-encoding: chunked')}1\r\n{\r\n`],
  ])('ends the connection if the body %s', async (_, bytes) => {
    const closed = once(socket, 'close');
    expect(await responseTo(bytes)).toMatch(/^HTTP\/1\.1 401 .*\r\nconnection: close\r\n/is);
    await closed;
  });

  it('leaves the connection to the next call if the body is short', async () => {
    expect(await responseTo(`${post('/refusing', 'content-length: 1048576')}{`)).toMatch(/^HTTP\/1\.1 401 /);
    const next = `${post('/reading', 'content-length: 2')}{}`;
    expect(await responseTo(' '.repeat(1_048_575) + next)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a call whose body was read', () => {
  it('leaves the connection to the next call, however long the body was', async () => {
    const bytes = `${post('/reading', 'content-length: 1048577')}${'{}'.padEnd(1_048_577)}`;
    expect(await responseTo(bytes)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await responseTo(bytes)).toMatch(/^HTTP\/1\.1 200 /);
  });
});
