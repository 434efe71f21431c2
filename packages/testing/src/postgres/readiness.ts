import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

import { errorCode } from '../errors.js';
import { describeExit, type ManagedProcess } from '../processes/managed-process.js';

/** After a crash, PostgreSQL replays its log before it accepts connections. */
const READY_MS = 120_000;
const WRONG_PASSWORD = '28P01';

export async function waitUntilReady(server: ManagedProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const error = await tryConnection(url);
    if (server.exit) {
      throw new Error(`PostgreSQL ended (${describeExit(server.exit)}):\n${server.tail()}`);
    }
    if (error === undefined) return;
    if (errorCode(error) === WRONG_PASSWORD) {
      throw new Error('The PostgreSQL data directory has another password');
    }
    if (Date.now() > deadline) {
      throw new Error(`PostgreSQL is not ready (${error.message}):\n${server.tail()}`);
    }
    await sleep(50);
  }
}

async function tryConnection(url: string): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // Without a listener, a connection error would end this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}
