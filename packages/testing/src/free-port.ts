import { once } from 'node:events';
import { createServer } from 'node:net';

/** Above the ports of well-known servers, and below those that systems give to connections (Linux: from 32,768). */
const lowest = 15_000;
const count = 32_768 - lowest;
let next = Math.floor(Math.random() * count);

/**
 * Returns a loopback port that is free now. It stays free for a server that starts later, or again: no connection
 * gets it, each process begins at a random one, and returns each once.
 */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < count; tried++) {
    const port = lowest + (next++ % count);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${lowest} to ${lowest + count - 1} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
