import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../free-port.js';
import type { LocalServer } from '../local-server.js';
import { ManagedProcess } from '../processes/managed-process.js';
import { serverCommand } from '../processes/server-command.js';
import { postgresBinaries } from './binaries.js';
import { prepareDataDir, SUPERUSER } from './data-dir.js';
import { stopLeftoverPostgres } from './leftover.js';
import { waitUntilReady } from './readiness.js';
import { postgresUser } from './server-user.js';

export interface PostgresOptions {
  /** Persists across restarts. Created if it is missing or empty. */
  readonly dataDir: string;
  readonly port?: number;
  /** The superuser's password. A data directory keeps its first one. */
  readonly password?: string;
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly log?: (line: string) => void;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // The path of a socket may not exceed 107 bytes, and that of a checkout can.
  unix_socket_directories: '',
  max_connections: 200,
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const FAST_SHUTDOWN_MS = 15_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;
const ORPHANED_BACKENDS_MS = 15_000;

/** Starts a PostgreSQL server on loopback that ends with this process. */
export async function startPostgres(options: PostgresOptions): Promise<LocalServer> {
  const password = options.password ?? randomBytes(18).toString('base64url');
  const log = options.log ?? (() => undefined);
  const dataDir = await realParent(options.dataDir);
  const binaries = postgresBinaries();
  const user = await postgresUser();
  const settings = { ...SETTINGS, ...options.settings };
  const sync = options.settings?.fsync !== 'off';

  await prepareDataDir({ dataDir, binaries, user, password, sync });
  await stopLeftoverPostgres(dataDir, log);

  const port = options.port ?? (await freePort());
  const url = `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  const flags = Object.entries({ ...settings, port }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const { command, args, identity } = await serverCommand({
    program: binaries.postgres,
    args: ['-D', dataDir, ...flags],
    user,
    reads: [...binaries.folders, dataDir],
    deathSignal: 'INT',
  });

  const deadline = Date.now() + ORPHANED_BACKENDS_MS;
  for (;;) {
    const child = spawn(command, args, {
      cwd: dataDir,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...identity,
    });
    const server = new ManagedProcess('PostgreSQL', child, log);
    try {
      await waitUntilReady(server, url);
      return handle(server, url, port);
    } catch (error) {
      await stop(server);
      // Backends outlive a killed postmaster for a moment.
      const isHeld = server.tail().includes('pre-existing shared memory block');
      if (!isHeld || Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}

function handle(server: ManagedProcess, url: string, port: number): LocalServer {
  return {
    url,
    port,
    pid: server.pid,
    exited: server.exited,
    stop: () => stop(server),
    kill: async (signal) => {
      await server.kill(signal);
    },
  };
}

async function stop(server: ManagedProcess): Promise<void> {
  server.signal('SIGINT');
  if (await server.waitForExit(FAST_SHUTDOWN_MS)) return;
  await server.stop('SIGQUIT', IMMEDIATE_SHUTDOWN_MS);
}

/** A leftover server is recognized by the real path of its folder. */
async function realParent(dir: string): Promise<string> {
  const path = resolve(dir);
  await mkdir(dirname(path), { recursive: true });
  return join(await realpath(dirname(path)), basename(path));
}
