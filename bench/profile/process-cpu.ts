import type { Database } from '@postrider/event-store';
import { childrenOf, cpuTime } from '../lib/process-figures.ts';
import type { World } from '../lib/world.ts';

/** CPU time by process, in microseconds. */
export type CpuByProcess = Map<string, number>;

/** CPU time of all processes of a world so far. PostgreSQL's processes are grouped by their client. */
export async function cpuByProcess(world: World): Promise<CpuByProcess> {
  const dispatchers = await Promise.all(world.dispatchers.map(({ pid }) => cpuTime(pid)));
  return new Map([
    ['gateway', await cpuTime(world.gateway.process.pid)],
    ['dispatcher', dispatchers.reduce((sum, each) => sum + each, 0)],
    ...(await cpuOfPostgres(world.servers.postgres.pid, world.database)),
    ['Redis', await cpuTime(world.servers.redis.pid)],
    ['load generator', await cpuTime(world.load.pid)],
    ['receiver', await cpuTime(world.receiver.pid)],
  ]);
}

export function used(before: CpuByProcess, after: CpuByProcess): CpuByProcess {
  return new Map([...after].map(([name, time]) => [name, time - (before.get(name) ?? 0)]));
}

async function cpuOfPostgres(postmaster: number, database: Database): Promise<CpuByProcess> {
  const { rows } = await database.query<{ pid: number; application_name: string }>(
    `SELECT pid, application_name FROM pg_stat_activity WHERE backend_type = 'client backend'`,
  );
  const names = new Map(rows.map(({ pid, application_name }) => [pid, application_name.replace('postrider-', '')]));
  const sums: CpuByProcess = new Map();
  for (const pid of await childrenOf(postmaster)) {
    const name = `PostgreSQL, ${names.get(pid) ?? 'background'}`;
    sums.set(name, (sums.get(name) ?? 0) + (await cpuTime(pid)));
  }
  return sums;
}
