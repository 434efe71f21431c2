import { readdir, readFile } from 'node:fs/promises';

/** Linux reports CPU time in hundredths of a second. */
const usPerTick = 10_000;

/** CPU time of a process so far, in microseconds; 0 if it has ended. Linux only. */
export async function cpuTime(pid: number): Promise<number> {
  const fields = await statOf(pid);
  const [user = 0, system = 0] = [fields[11], fields[12]].map(Number);
  return (user + system) * usPerTick;
}

/** The running child processes of this process. */
export async function childrenOf(pid: number): Promise<number[]> {
  const all = await runningProcesses();
  const parents = await Promise.all(all.map(async (each) => Number((await statOf(each))[1])));
  return all.filter((_, i) => parents[i] === pid);
}

const servers = ['postgres', 'redis-server', 'valkey-server'];

/** The processes with these ids or program names, and all their children, but not PostgreSQL and Redis. */
export async function processTrees(of: readonly (number | string)[]): Promise<Set<number>> {
  const all = await runningProcesses();
  const names = await Promise.all(all.map(nameOf));
  const found = new Set<number>();
  const add = async (pid: number): Promise<void> => {
    if (found.has(pid) || servers.includes(await nameOf(pid))) return;
    found.add(pid);
    for (const child of await childrenOf(pid)) await add(child);
  };
  for (const each of of) {
    const matching = all.filter((pid, i) => pid === each || names[i] === each);
    if (matching.length === 0) throw new Error(`no process ${each}`);
    for (const pid of matching) await add(pid);
  }
  return found;
}

/** Resident memory of these processes and all their children, but not PostgreSQL and Redis, in MiB. Linux only. */
export async function residentMb(of: readonly (number | string)[]): Promise<number> {
  const bytes = await Promise.all([...(await processTrees(of))].map(residentBytes));
  return bytes.reduce((total, each) => total + each, 0) / 1_024 ** 2;
}

const runningProcesses = async (): Promise<number[]> => (await readdir('/proc')).map(Number).filter((each) => each > 0);

/** The fields from the state on. The name before it may contain spaces. */
async function statOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Peak resident memory of a process, in bytes. Linux only. */
export const peakResidentBytes = (pid: number): Promise<number> => fromStatus(pid, /^VmHWM:\s*(\d+) kB$/m);

/** Resident memory of a process, in bytes; 0 if it has ended. Linux only. */
const residentBytes = (pid: number): Promise<number> => fromStatus(pid, /^VmRSS:\s*(\d+) kB$/m);

async function fromStatus(pid: number, pattern: RegExp): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  return Number(pattern.exec(status)?.[1] ?? 0) * 1_024;
}

/** Name of a process's program; empty if it has ended. Linux only. */
async function nameOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${String(pid)}/comm`, 'utf8').catch(() => '')).trim();
}
