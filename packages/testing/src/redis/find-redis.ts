import { spawn } from 'node:child_process';

import { ManagedProcess } from '../processes/managed-process.js';
import { findPrograms } from '../programs.js';

export interface RedisProgram {
  readonly path: string;
  /** The name to call it by: the program is a server only under this name. */
  readonly calledAs: string;
}

/** Debian's redis-tools contains the server under the first name, without a service. */
const PROGRAMS = [
  { file: 'redis-server', calledAs: 'redis-server' },
  { file: 'valkey-server', calledAs: 'valkey-server' },
  { file: 'redis-check-rdb', calledAs: 'redis-server' },
  { file: 'valkey-check-rdb', calledAs: 'valkey-server' },
] as const;
const OLDEST = [6, 2] as const;

/** Finds an installed Redis or Valkey server. */
export async function findRedis(): Promise<RedisProgram | undefined> {
  for (const { file, calledAs } of PROGRAMS) {
    for (const path of await findPrograms(file)) {
      const program = { path, calledAs };
      if (await isUsable(program)) return program;
    }
  }
  return undefined;
}

async function isUsable({ path, calledAs }: RedisProgram): Promise<boolean> {
  const child = spawn(path, ['--version'], {
    argv0: calledAs,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 5_000,
  });
  const process_ = new ManagedProcess(calledAs, child);
  await process_.exited;
  const version = /server v=(\d+)\.(\d+)/i.exec(process_.tail());
  if (!version) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
