import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AddressPolicy } from '@postrider/domain';
import { BlockedAddress, guardedConnector } from './guarded-connector.js';

const [allowed, forbidden] = ['127.0.0.2', '127.0.0.1'];
const policy = new AddressPolicy([`${allowed}/32`]);

let server: Server;
/** Local addresses that got a connection. */
let connected: (string | undefined)[];

beforeEach(async () => {
  connected = [];
  server = createServer((socket) => {
    connected.push(socket.localAddress);
    socket.destroy();
  });
  server.listen(0, '0.0.0.0');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
});

/** Connects to a name that resolves to the next of these lists with each look-up. */
function connector(results: string[][]): { connect: () => Promise<string | undefined>; lookups: () => number } {
  let lookups = 0;
  const connect = guardedConnector(policy, 5_000, (_, __, callback) => {
    const addresses = results[Math.min(lookups++, results.length - 1)] ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: 4 })),
    );
  });
  const { port } = server.address() as AddressInfo;
  return {
    lookups: () => lookups,
    connect: () =>
      new Promise((resolve, reject) => {
        const target = { hostname: 'changes.example', host: 'changes.example', protocol: 'http:', port: String(port) };
        connect(target, (error, socket) => {
          if (error) reject(error);
          else resolve(socket.remoteAddress);
        });
      }),
  };
}

describe('a connection to a name', () => {
  it('uses the address that was checked, and checks again when the name resolves differently', async () => {
    const { connect, lookups } = connector([[allowed], [forbidden]]);
    expect(await connect()).toBe(allowed);
    expect(lookups()).toBe(1);
    await expect(connect()).rejects.toThrow(BlockedAddress);
    expect(lookups()).toBe(2);
    expect(connected).not.toContain(forbidden);
  });

  it('skips forbidden addresses among allowed ones', async () => {
    expect(await connector([[forbidden, allowed]]).connect()).toBe(allowed);
  });
});
