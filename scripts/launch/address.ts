import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '@postrider/testing';

import { fromUser } from './from-user.ts';
import { LaunchError } from './launch-error.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
  /** For clients on this machine. */
  readonly url: string;
}

const DEFAULT_PORT = '3000';
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);
const HIGHEST_PORT = 65_535;
/** The gateway of a killed launcher ends after a moment. */
const PATIENCE_MS = 3_000;

/** Returns the gateway's address from HOST and PORT. Throws if another program listens there. */
export async function gatewayAddress(): Promise<Address> {
  const host = fromUser('HOST') ?? '127.0.0.1';
  const text = fromUser('PORT') ?? DEFAULT_PORT;
  if (!/^\d{1,5}$/.test(text) || Number(text) > HIGHEST_PORT) {
    throw new LaunchError(`PORT: expected a port number, got "${text}"`);
  }
  const port = Number(text) || (await freePort());
  await requireFree(host, port);
  const reachable = ANY_ADDRESS.has(host) ? '127.0.0.1' : host;
  const url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  return { host, port, url };
}

async function requireFree(host: string, port: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const server = createServer().listen(port, host);
      await once(server, 'listening');
      server.close();
      await once(server, 'close');
      return;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE') throw new LaunchError(`The gateway cannot listen on ${host}:${port} (${message})`);
      if (performance.now() > deadline) {
        throw new LaunchError(
          `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`,
        );
      }
    }
    await sleep(100);
  }
}
