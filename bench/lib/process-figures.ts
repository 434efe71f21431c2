import { readdir, readFile } from 'node:fs/promises';

/** Linux reports CPU time in hundredths of a second. */
const usPerTick = 10_000;

/** CPU time of a process so far, in microseconds; 0 if it has ended. Linux only. */
export async function cpuTime(pid: number): Promise<number> {
  const { fields } = await statOf(pid);
  const [user = 0, system = 0] = [fields[11], fields[12]].map(Number);
  return (user + system) * usPerTick;
}

/** The running child processes of this process. */
export async function childrenOf(pid: number): Promise<number[]> {
  return (await runningProcesses()).flatMap((each) => (each.parent === pid ? [each.pid] : []));
}

const servers = ['postgres', 'redis-server', 'valkey-server'];

/** The processes with these ids or program names, and all their children, but not PostgreSQL and Redis. */
export async function processTrees(of: readonly (number | string)[]): Promise<Set<number>> {
  const running = await runningProcesses();
  const found = new Set<number>();
  const add = ({ pid, name }: Running): void => {
    if (found.has(pid) || servers.includes(name)) return;
    found.add(pid);
    for (const child of running.filter(({ parent }) => parent === pid)) add(child);
  };
  for (const each of of) {
    const matching = running.filter(({ pid, name }) => pid === each || name === each);
    if (matching.length === 0) throw new Error(`no process ${each}`);
    for (const match of matching) add(match);
  }
  return found;
}

/** Resident memory of these processes and all their children, but not PostgreSQL and Redis, in MiB. Linux only. */
export async function residentMb(of: readonly (number | string)[]): Promise<number> {
  const bytes = await Promise.all([...(await processTrees(of))].map(residentBytes));
  return bytes.reduce((total, each) => total + each, 0) / 1_024 ** 2;
}

interface Running {
  pid: number;
  parent: number;
  name: string;
}

async function runningProcesses(): Promise<Running[]> {
  const all = (await readdir('/proc')).map(Number).filter((each) => each > 0);
  return Promise.all(
    all.map(async (pid) => {
      const { name, fields } = await statOf(pid);
      return { pid, parent: Number(fields[1]), name };
    }),
  );
}

/** The name of the program, and the fields from the state on. The name may contain spaces and parentheses. */
async function statOf(pid: number): Promise<{ name: string; fields: string[] }> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  const end = stat.lastIndexOf(')');
  return { name: stat.slice(stat.indexOf('(') + 1, end), fields: stat.slice(end + 2).split(' ') };
}

/** Peak resident memory of a process, in bytes. Linux only. */
export const peakResidentBytes = (pid: number): Promise<number> => fromStatus(pid, /^VmHWM:\s*(\d+) kB$/m);

/** Resident memory of a process, in bytes; 0 if it has ended. Linux only. */
const residentBytes = (pid: number): Promise<number> => fromStatus(pid, /^VmRSS:\s*(\d+) kB$/m);

async function fromStatus(pid: number, pattern: RegExp): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  return Number(pattern.exec(status)?.[1] ?? 0) * 1_024;
}
