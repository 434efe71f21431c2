import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';

import { afterEach, describe, expect, it } from '@jest/globals';

import {
  withResponse,
  attemptTimeoutMs,
  forAllHostileTests,
  type HostileGround,
  withoutResponse,
} from '../support/hostile.js';

/** How they were made: `make.sh` in their folder. */
const fixtures = join(import.meta.dirname, '..', 'fixtures', 'tls');
const authority = join(fixtures, 'authority.crt');

let ground: HostileGround;
const servers: Server[] = [];

// The dispatcher trusts the authority, so that each refused certificate has one flaw alone.
forAllHostileTests({ NODE_EXTRA_CA_CERTS: authority }, (started) => {
  ground = started;
});

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** The URL of an https receiver, which counts what it is sent. */
async function receiver(
  certificate: string,
  options: TlsOptions = {},
): Promise<{ url: string; requests: () => number }> {
  let requests = 0;
  const pair = {
    cert: readFileSync(join(fixtures, `${certificate}.crt`)),
    key: readFileSync(join(fixtures, `${certificate}.key`)),
  };
  const server = createServer({ ...pair, ...options }, (_, response) => {
    requests += 1;
    response.end('thanks');
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests: () => requests };
}

describe('a certificate', () => {
  it('of a trusted authority, for this host and of this day, is accepted', async () => {
    const { url } = await receiver('valid');
    expect(await ground.attempt(url)).toMatchObject(withResponse('delivered', 200, 'thanks'));
  });

  it.each([
    ['expired', 'the certificate has expired'],
    ['self-signed', 'the certificate is self-signed'],
    ['other-host', 'the certificate is for another host'],
  ])('that is %s is a TLS error, and nothing is sent', async (certificate, because) => {
    const { url, requests } = await receiver(certificate);
    expect(await ground.attempt(url)).toMatchObject(withoutResponse('tls_error', because));
    expect(requests()).toBe(0);
  });
});

describe('a handshake', () => {
  it('with no protocol newer than TLS 1.1 is a TLS error', async () => {
    const { url, requests } = await receiver('valid', {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(await ground.attempt(url)).toMatchObject(
      withoutResponse('tls_error', 'the TLS connection could not be made'),
    );
    expect(requests()).toBe(0);
  });

  /** The URL of a receiver that does this when the handshake begins. */
  async function handshaker(begun: (socket: Socket) => void): Promise<string> {
    const server = await ground.server(
      () => undefined,
      (socket) => {
        socket.once('data', () => {
          begun(socket);
        });
      },
    );
    return server.url().replace('http:', 'https:');
  }

  it.each([
    ['closes', (socket: Socket) => socket.destroy()],
    ['resets', (socket: Socket) => socket.resetAndDestroy()],
  ])('that the receiver %s is a reset connection', async (_, hangUp) => {
    const delivery = await ground.attempt(await handshaker(hangUp));
    expect(delivery).toMatchObject(withoutResponse('connection_reset', 'the connection was closed before'));
  });

  it('that never goes on is a timeout', async () => {
    const delivery = await ground.attempt(await handshaker(() => undefined));
    expect(delivery).toMatchObject(withoutResponse('timeout', `no complete response within ${attemptTimeoutMs} ms$`));
  });

  it('with a record that is longer than TLS allows is a TLS error', async () => {
    const tooLong = new Uint8Array([0x16, 3, 3, 0xff, 0xff]);
    const delivery = await ground.attempt(await handshaker((socket) => socket.write(tooLong)));
    expect(delivery).toMatchObject(withoutResponse('tls_error', 'the TLS connection could not be made'));
  });
});

describe('a kept TLS connection', () => {
  it('that is reset as the next request comes is replaced, and the endpoint is not charged with it', async () => {
    const { url } = await receiver('valid');
    const [server] = servers;
    let connections = 0;
    server?.on('secureConnection', () => (connections += 1));
    server?.removeAllListeners('request').on('request', (request, response) => {
      const isFirst = !seen.has(request.socket);
      seen.add(request.socket);
      if (isFirst) response.end('thanks');
      else request.socket.destroy();
    });
    const seen = new WeakSet<object>();

    for (let n = 0; n < 2; n += 1) {
      expect(await ground.attempt(url)).toMatchObject({ status: 'delivered', attempt_count: 1 });
    }
    expect(connections).toBe(2);
  });
});
