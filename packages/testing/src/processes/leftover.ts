import { execFile } from 'node:child_process';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

import { errorCode } from '../errors.js';
import { waitUntil } from '../wait-until.js';

const run = promisify(execFile);

export interface ServerOfDir {
  readonly pid: number;
  readonly programs: readonly string[];
  /** The working directory of the server. */
  readonly dir: string;
}

/** Whether the process is one of `programs` working in `dir`. Another process may have the pid of an ended server. */
export async function isServerOf({ pid, programs, dir }: ServerOfDir): Promise<boolean> {
  if (!(await isAlive(pid))) return false;
  if (!programs.includes(await programName(pid))) return false;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return cwd === undefined || cwd === (await realpath(dir));
}

export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Signal 0 succeeds for a zombie, until its parent reaps it.
  return !stat.includes(') Z ');
}

/** Stops a process that is not a child of this one. */
export async function stopStranger(pid: number, signals: readonly NodeJS.Signals[], timeoutMs = 10_000): Promise<void> {
  for (const signal of [...signals, 'SIGKILL' as const]) {
    if (!(await isAlive(pid))) return;
    process.kill(pid, signal);
    const gone = await waitUntil(async () => !(await isAlive(pid)), {
      what: `process ${pid} to end after ${signal}`,
      timeoutMs,
    }).catch(() => false);
    if (gone) return;
  }
  throw new Error(`Process ${pid} does not end`);
}

async function programName(pid: number): Promise<string> {
  const comm = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
  if (comm !== undefined) return comm.trim();
  const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return basename(stdout.trim());
}
