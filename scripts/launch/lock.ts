import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

import { LaunchError } from './launch-error.ts';
import { paths } from './paths.ts';

/** Locks the data directory for this process. Returns a function that unlocks it. */
export async function takeLock(): Promise<() => Promise<void>> {
  const own = `${paths.lock}.own-${process.pid}`;
  await writeFile(own, `${process.pid} ${await startTime(process.pid)}\n`, { mode: 0o600 });
  try {
    // A link appears together with its content, unlike a file that is created and then written.
    while (!(await tryLink(own))) await removeStaleLock();
  } finally {
    await rm(own, { force: true });
  }
  return () => rm(paths.lock, { force: true });
}

async function tryLink(own: string): Promise<boolean> {
  try {
    await link(own, paths.lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStaleLock(): Promise<void> {
  const aside = `${paths.lock}.stale-${process.pid}`;
  if (await isLocked(paths.lock)) throw await alreadyRunning(paths.lock);
  // Another launcher may have replaced the stale lock since the check.
  await rename(paths.lock, aside).catch(() => undefined);
  if (await isLocked(aside)) {
    const error = await alreadyRunning(aside);
    await rename(aside, paths.lock);
    throw error;
  }
  await rm(aside, { force: true });
}

async function alreadyRunning(lock: string): Promise<LaunchError> {
  const { pid } = await readLock(lock);
  return new LaunchError(`Postrider is already running on ${paths.dataDir} (pid ${pid})`);
}

async function isLocked(lock: string): Promise<boolean> {
  const { pid, started } = await readLock(lock);
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // Another process may have the pid of an ended launcher.
  return (await startTime(pid)) === started;
}

async function readLock(lock: string): Promise<{ pid: number; started: string }> {
  const content = await readFile(lock, 'utf8').catch(() => '');
  const [pid = '', started = ''] = content.trim().split(' ');
  return { pid: Number(pid), started };
}

/** Returns the start time of a process in clock ticks, or '' if it is unknown. */
async function startTime(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const STARTTIME = 19;
  return afterName[STARTTIME] ?? '';
}
