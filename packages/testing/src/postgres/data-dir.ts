import { spawn } from 'node:child_process';
import { chown, lchown, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { errorCode } from '../errors.js';
import { describeExit, ManagedProcess } from '../processes/managed-process.js';
import { serverCommand, type ServerUser } from '../processes/server-command.js';
import type { PostgresBinaries } from './binaries.js';

export const SUPERUSER = 'postgres';

export interface DataDirOptions {
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | undefined;
  readonly password: string;
  /** False skips the wait for the disk, for throw-away servers. */
  readonly sync: boolean;
}

/** Initializes `dataDir` for `user`, unless it is a data directory already. */
export async function prepareDataDir(options: DataDirOptions): Promise<void> {
  const { dataDir, user } = options;
  await mkdir(dirname(dataDir), { recursive: true });
  await removeUnfinished(dataDir);
  if (await isDataDir(dataDir)) {
    if (user) await giveTo(user, dataDir);
    return;
  }
  await makeRoom(dataDir);
  await initialize(options);
}

async function isDataDir(dataDir: string): Promise<boolean> {
  // initdb writes the control file last.
  const found = await Promise.all([exists(join(dataDir, 'PG_VERSION')), exists(join(dataDir, 'global', 'pg_control'))]);
  return found.every(Boolean);
}

/** Renames the remains of an interrupted initdb. Throws if the folder has other content. */
async function makeRoom(dataDir: string): Promise<void> {
  const entries = await readdir(dataDir).catch(noneIfMissing);
  if (entries.length === 0) return;
  if (!entries.includes('PG_VERSION') && !entries.includes('pg_wal')) {
    throw new Error(`${dataDir} is not empty and not a PostgreSQL data directory`);
  }
  await rename(dataDir, `${dataDir}.incomplete-${Date.now()}`);
}

/** Runs initdb in a temporary folder, so that a kill leaves no incomplete data directory. */
async function initialize(options: DataDirOptions): Promise<void> {
  const { dataDir, user, password } = options;
  const workDir = await mkdtemp(unfinishedPrefix(dataDir));
  try {
    const target = join(workDir, 'data');
    const passwordFile = join(workDir, 'password');
    await mkdir(target, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user) await giveTo(user, workDir);
    await runInitdb(options, target, passwordFile);
    await rename(target, dataDir);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function runInitdb(
  { binaries, user, sync }: DataDirOptions,
  target: string,
  passwordFile: string,
): Promise<void> {
  const { command, args, identity } = await serverCommand({
    program: binaries.initdb,
    args: [
      `--pgdata=${target}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      ...(sync ? [] : ['--no-sync']),
    ],
    user,
    reads: [...binaries.folders, target],
    deathSignal: 'TERM',
  });
  const child = spawn(command, args, {
    cwd: target,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...identity,
  });
  const initdb = new ManagedProcess('initdb', child);
  const exit = await initdb.exited;
  if (exit.code !== 0) throw new Error(`initdb failed (${describeExit(exit)}):\n${initdb.tail()}`);
}

function unfinishedPrefix(dataDir: string): string {
  return `${dataDir}.init-`;
}

async function removeUnfinished(dataDir: string): Promise<void> {
  const prefix = basename(unfinishedPrefix(dataDir));
  const siblings = await readdir(dirname(dataDir));
  for (const name of siblings.filter((sibling) => sibling.startsWith(prefix))) {
    await rm(join(dirname(dataDir), name), { recursive: true, force: true });
  }
}

async function giveTo({ uid, gid }: ServerUser, dir: string): Promise<void> {
  const { uid: owner } = await stat(dir);
  if (owner === uid) return;
  for (const name of await readdir(dir, { recursive: true })) await lchown(join(dir, name), uid, gid);
  await chown(dir, uid, gid);
}

function noneIfMissing(error: unknown): string[] {
  const code = errorCode(error);
  if (code === 'ENOENT') return [];
  if (code !== 'EACCES') throw error;
  throw new Error('The PostgreSQL data directory belongs to another user', { cause: error });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
