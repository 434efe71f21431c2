import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second, whatever the kernel's own tick. */
const usPerTick = 10_000;

/** CPU time that a process has used so far, in microseconds; 0 when it is gone. Linux only. */
export async function cpuTime(pid: number): Promise<number> {
  const fields = await statOf(pid);
  const [user = 0, system = 0] = [fields[11], fields[12]].map(Number);
  return (user + system) * usPerTick;
}

/** The processes that this one has started and that are still there. */
export async function childrenOf(pid: number): Promise<number[]> {
  const all = (await readdir('/proc')).map(Number).filter((each) => each > 0);
  const parents = await Promise.all(all.map(async (each) => Number((await statOf(each))[1])));
  return all.filter((_, i) => parents[i] === pid);
}

/** From the state on: the name before it may hold anything. */
async function statOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** The most memory that a process has had in RAM so far, in bytes. Linux only. */
export async function peakResidentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) * 1_024;
}
