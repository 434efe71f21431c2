import { once } from 'node:events';
import { createServer } from 'node:net';

/** Above the ports of well-known servers, and below those that systems give to connections (Linux: from 32,768). */
const lowest = 15_000;
const highest = 32_767;
const { from, count } = range();
let next = Math.floor(Math.random() * count);

/**
 * Returns a loopback port that is free now. It stays free for a server that starts later, or again: no connection and
 * no other worker of Jest gets it, each process begins at a random one, and returns each once.
 */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < count; tried++) {
    const port = from + (next++ % count);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${from} to ${from + count - 1} is free`);
}

/** Each worker of Jest has ports of its own: even a port that another one only tries is in use for that moment. */
function range(): { from: number; count: number } {
  const all = highest - lowest + 1;
  const worker = Number(process.env.JEST_WORKER_ID ?? 0);
  const share = Math.floor(all / 8);
  return worker === 0 ? { from: lowest, count: all } : { from: lowest + (worker % 8) * share, count: share };
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
