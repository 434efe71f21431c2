import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monotonicUs, sharesOf } from '../profile/cpu-profile.ts';
import { cpuByProcess, used } from '../profile/process-cpu.ts';
import { profileReport } from '../profile/report.ts';
import { dispatcherStages, gatewayStages } from '../profile/stages.ts';
import { resetStatements, statements, statementSettings } from '../profile/statements.ts';
import { waits } from '../profile/waits.ts';
import { round } from '../lib/figures.ts';
import { startServers } from '../lib/servers.ts';
import { World } from '../lib/world.ts';
import { connections } from './ceiling.ts';
import type { Scenario } from './scenario.ts';

const types = ['budget.exceeded'];

/** For whoever wants to look at them in a browser's developer tools. */
const profilesDir = join(import.meta.dirname, '..', 'profiles');
const resultsDir = join(import.meta.dirname, '..', 'results');

/**
 * Where each microsecond of a delivery goes: CPU time of every process while events are published and delivered as fast as
 * it goes, and how long each part of the way takes at half of that. With servers of its own, since the figures of
 * statements cost some speed; so do the profiles. Linux only.
 */
export const profile: Scenario = {
  needs: [],
  run: async ({ quick }) => {
    const events = quick ? 2_000 : 30_000;
    await mkdir(profilesDir, { recursive: true });
    await mkdir(resultsDir, { recursive: true });
    const servers = await startServers(statementSettings);
    try {
      const world = await World.start(servers, { profiles: profilesDir });
      try {
        await world.target().createEndpoint(`${world.receiver.url}/all`, 'budget.exceeded');
        await world.publish({ types, events: 3_000, batch: 1, connections });
        await world.settled();

        await resetStatements(world.database);
        const [cpuBefore, from] = [await cpuByProcess(world, servers), monotonicUs()];
        const { startedAt } = await world.publish({ types, events, batch: 1, connections });
        const perSecond = (events / ((await world.settled()) - startedAt)) * 1_000;
        const [cpuAfter, to] = [await cpuByProcess(world, servers), monotonicUs()];
        const statementFigures = await statements(world.database);

        const since = new Date();
        const rate = perSecond / 2;
        await world.publish({ types, events: Math.round(rate * (quick ? 1 : 5)), batch: 1, connections, rate });
        await world.settled();
        const stageWaits = await waits(world.database, since);
        await world.shutDown();

        const shares = (app: string, stages: typeof gatewayStages): ReturnType<typeof sharesOf> =>
          sharesOf(join(profilesDir, `${app}.cpuprofile`), stages, { from, to });
        const report = profileReport({
          events,
          perSecond,
          cpu: used(cpuBefore, cpuAfter),
          gateway: await shares('gateway', gatewayStages),
          dispatcher: await shares('dispatcher', dispatcherStages),
          statements: statementFigures,
          waits: stageWaits,
        });
        console.log(report);
        if (!quick) await writeFile(join(resultsDir, 'profile.md'), `${report}\n`);
        return { 'profile.per_s': round(perSecond) };
      } finally {
        await world.stop();
      }
    } finally {
      await servers.stop();
    }
  },
};
