import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '../free-port.js';
import type { LocalServer } from '../local-server.js';
import { ManagedProcess } from '../processes/managed-process.js';
import { serverCommand } from '../processes/server-command.js';
import { findPrograms } from '../programs.js';
import { waitUntilReady } from './readiness.js';
import { postgresUser } from './server-user.js';

interface PgBouncerOptions {
  /** A server on this machine, with its password. */
  readonly postgresUrl: string;
  readonly port?: number | undefined;
  readonly settings?: Readonly<Record<string, string | number>>;
}

const STOP_MS = 10_000;

export interface PgBouncerProgram {
  readonly path: string;
  /** Whether it supports statements that are prepared by name: from version 1.21 on. */
  readonly preparesStatements: boolean;
}

/** Finds an installed PgBouncer. */
export async function findPgBouncer(): Promise<PgBouncerProgram | undefined> {
  const [path] = await findPrograms('pgbouncer');
  if (path === undefined) return undefined;
  const { stdout } = await promisify(execFile)(path, ['--version']);
  const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(stdout) ?? [];
  return { path, preparesStatements: Number(major) > 1 || Number(minor) >= 21 };
}

/** Starts a PgBouncer on loopback, which lets everyone in. It ends with this process. */
export async function startPgBouncer(
  { path: program }: PgBouncerProgram,
  { postgresUrl, port: givenPort, settings }: PgBouncerOptions,
): Promise<LocalServer> {
  const dir = await mkdtemp(join(tmpdir(), 'postrider-pgbouncer-'));
  await chmod(dir, 0o755);
  const port = givenPort ?? (await freePort());
  const { hostname, port: serverPort, username, password } = new URL(postgresUrl);
  const options = { listen_addr: '127.0.0.1', listen_port: port, unix_socket_dir: '', auth_type: 'any', ...settings };
  const file = join(dir, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${serverPort} user=${username} password='${decodeURIComponent(password)}'`,
    '[pgbouncer]',
    ...Object.entries(options).map(([name, value]) => `${name} = ${value}`),
  ];
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  const { command, args, identity } = await serverCommand({
    program,
    args: [file],
    user: await postgresUser(),
    reads: [dir],
    deathSignal: 'TERM',
  });
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...identity });
  const server = new ManagedProcess('PgBouncer', child);
  const url = `postgres://${username}@127.0.0.1:${port}/postgres`;
  const end = async (ending: Promise<unknown>): Promise<void> => {
    await ending;
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(server, url);
  } catch (error) {
    await end(server.kill());
    throw error;
  }
  return {
    url,
    port,
    pid: server.pid,
    exited: server.exited,
    stop: () => end(server.stop('SIGINT', STOP_MS)),
    kill: (signal) => end(server.kill(signal)),
  };
}
