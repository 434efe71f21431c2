import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startServers } from '../lib/servers.ts';
import { World } from '../lib/world.ts';
import { monotonicUs, sharesOf } from '../profile/cpu-profile.ts';
import { cpuByProcess, used } from '../profile/process-cpu.ts';
import { profileReport } from '../profile/report.ts';
import { dispatcherStages, gatewayStages } from '../profile/stages.ts';
import { resetStatements, statements, statementSettings } from '../profile/statements.ts';
import { waits } from '../profile/waits.ts';
import { connections } from './ceiling.ts';
import { endToEndOf, type } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

/** The profiles, for a browser's developer tools. */
const profilesDir = join(import.meta.dirname, '..', 'profiles');
const warmUpEvents = 3_000;

/**
 * CPU time of all processes while events are published and delivered at full speed, and the latency of each stage at half of
 * that rate. It has its own servers, since the figures of statements cost some speed, as the profiles do. Linux only.
 */
export const profile: Scenario = {
  needs: [],
  run: async ({ quick }) => {
    await mkdir(profilesDir, { recursive: true });
    const servers = await startServers(statementSettings);
    try {
      const report = await World.with(servers, { profiles: profilesDir }, (world) =>
        measure(world, quick ? { events: 2_000, pacedSeconds: 1 } : { events: 30_000, pacedSeconds: 5 }),
      );
      return { figures: {}, report };
    } finally {
      await servers.stop();
    }
  },
};

async function measure(
  world: World,
  { events, pacedSeconds }: { events: number; pacedSeconds: number },
): Promise<string> {
  await world.createEndpoint('/all', type);
  await endToEndOf(world, warmUpEvents);

  await resetStatements(world.database);
  const [cpuBefore, from] = [await cpuByProcess(world), monotonicUs()];
  const perSecond = await endToEndOf(world, events);
  const [cpuAfter, to] = [await cpuByProcess(world), monotonicUs()];
  const statementFigures = await statements(world.database);

  const since = new Date();
  const rate = perSecond / 2;
  await world.publish({ types: [type], events: Math.round(rate * pacedSeconds), batch: 1, connections, rate });
  await world.delivered();
  const stageWaits = await waits(world.database, since);

  await world.shutDown();
  const shares = (app: string, stages: typeof gatewayStages): ReturnType<typeof sharesOf> =>
    sharesOf(join(profilesDir, `${app}.cpuprofile`), stages, { from, to });
  return profileReport({
    events,
    perSecond,
    cpu: used(cpuBefore, cpuAfter),
    gateway: await shares('gateway', gatewayStages),
    dispatcher: await shares('dispatcher', dispatcherStages),
    statements: statementFigures,
    waits: stageWaits,
  });
}
