import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { findRedis, type RedisProgram } from './find-redis.js';

const run = promisify(execFile);
/** Holds the server without the service that redis-server would add to the machine. */
const PACKAGE = 'redis-tools';
const HOW_TO =
  'Redis (6.2 or later) or Valkey is needed and not installed. Install it with ' +
  '"apt install redis-server", "dnf install valkey", "apk add redis" or "brew install redis", ' +
  'or set REDIS_URL to a server of your own.';

export async function findOrInstallRedis(log: (line: string) => void = () => undefined): Promise<RedisProgram> {
  const found = await findRedis();
  if (found) return found;

  const aptGet = await aptGetCommand();
  if (!aptGet) throw new Error(HOW_TO);
  log(`Redis is not installed: installing the package ${PACKAGE} with apt-get`);
  try {
    await install(aptGet);
  } catch (cause) {
    throw new Error(`${HOW_TO} (apt-get failed: ${lastLine(cause)})`, { cause });
  }
  const installed = await findRedis();
  if (!installed) throw new Error(HOW_TO);
  return installed;
}

async function install(aptGet: readonly string[]): Promise<void> {
  const installation = ['install', '--yes', '--no-install-recommends', PACKAGE];
  try {
    await apt(aptGet, installation);
  } catch {
    // The package lists may be missing or out of date.
    await apt(aptGet, ['update']);
    await apt(aptGet, installation);
  }
}

async function apt(aptGet: readonly string[], args: readonly string[]): Promise<void> {
  const [command = 'apt-get', ...prefix] = aptGet;
  await run(command, [...prefix, '-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** How apt-get can be run with the rights to install, if at all. */
async function aptGetCommand(): Promise<string[] | undefined> {
  if (!(await succeeds('apt-get', ['--version']))) return undefined;
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  if (process.getuid?.() === 0) return command;
  return (await succeeds('sudo', ['-n', 'true'])) ? ['sudo', '-n', ...command] : undefined;
}

async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

function lastLine(error: unknown): string {
  const text = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
  return text.trim().split('\n').at(-1) ?? '';
}
