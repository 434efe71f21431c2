import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { freePort } from '../free-port.js';
import type { LocalServer } from '../local-server.js';
import { isServerOf, stopStranger } from '../processes/leftover.js';
import { describeExit, ManagedProcess } from '../processes/managed-process.js';
import { serverCommand } from '../processes/server-command.js';
import { waitUntil } from '../wait-until.js';
import type { RedisProgram } from './find-redis.js';
import { findOrInstallRedis } from './install-redis.js';
import { pingRedis } from './ping.js';
import { redisConfig } from './redis-config.js';

export interface RedisOptions {
  readonly dir: string;
  readonly port?: number;
  readonly password?: string;
  /** Whether the data survives a restart. */
  readonly persistent?: boolean;
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly log?: (line: string) => void;
}

const PID_FILE = 'redis.pid';
const PROGRAMS = ['redis-server', 'valkey-server'];
/** Includes loading the data of an earlier run. */
const READY_MS = 60_000;
const SHUTDOWN_MS = 10_000;

/** Starts a Redis or Valkey server on loopback. It ends with this process. */
export async function startRedis(options: RedisOptions): Promise<LocalServer> {
  const log = options.log ?? (() => undefined);
  const password = options.password ?? randomBytes(18).toString('base64url');
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  const dir = await realpath(options.dir);
  await stopLeftover(dir, log);
  const port = options.port ?? (await freePort());
  const config = redisConfig({
    port,
    password,
    persistent: options.persistent ?? false,
    pidFile: PID_FILE,
    settings: options.settings ?? {},
  });
  return launchRedis({ name: 'Redis', dir, args: ['-'], input: config, port, password, log });
}

interface RedisLaunch {
  readonly name: string;
  readonly dir: string;
  readonly args: readonly string[];
  /** For standard input, and not in the arguments: other users of the machine could read the password. */
  readonly input: string;
  readonly port: number;
  readonly password: string;
  readonly log: (line: string) => void;
}

/** Runs the program in its folder until it accepts the password. */
export async function launchRedis({ name, dir, args, input, port, password, log }: RedisLaunch): Promise<LocalServer> {
  const program = await findOrInstallRedis(log);
  const command = await serverCommand({ program: await rightlyNamed(program, dir), args, deathSignal: 'TERM' });
  const child = spawn(command.command, command.args, { cwd: dir, stdio: 'pipe', detached: true });
  const server = new ManagedProcess(name, child, log);
  // If the server ended at once, its exit is reported below, and not the broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  try {
    await waitUntilReady(server, port, password);
  } catch (error) {
    await server.kill();
    throw error;
  }
  return {
    url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    port,
    pid: server.pid,
    exited: server.exited,
    stop: async () => {
      await server.stop('SIGTERM', SHUTDOWN_MS);
    },
    kill: async (signal) => {
      await server.kill(signal);
    },
  };
}

async function waitUntilReady(server: ManagedProcess, port: number, password: string): Promise<void> {
  const ready = await waitUntil(async () => (server.exit ? 'ended' : (await pingRedis(port, password)) && 'ready'), {
    what: `${server.name} to be ready`,
    timeoutMs: READY_MS,
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${server.tail()}`);
  });
  if (ready === 'ended') {
    const exit = await server.exited;
    throw new Error(`${server.name} ended (${describeExit(exit)}):\n${server.tail()}`);
  }
}

async function rightlyNamed({ path, calledAs }: RedisProgram, dir: string): Promise<string> {
  if (basename(path) === calledAs) return path;
  const link = join(dir, calledAs);
  await rm(link, { force: true });
  await symlink(path, link);
  return link;
}

async function stopLeftover(dir: string, log: (line: string) => void): Promise<void> {
  const content = await readFile(join(dir, PID_FILE), 'utf8').catch(() => '');
  const pid = Number.parseInt(content, 10);
  if (!(pid > 0) || !(await isServerOf({ pid, programs: PROGRAMS, dir }))) return;
  log(`Stopping the Redis server of an earlier run (pid ${pid})`);
  await stopStranger(pid, ['SIGTERM']);
}
