import { setTimeout as sleep } from 'node:timers/promises';
import { ExternalSystem } from '../lib/external-system.ts';
import { withInstallation } from '../lib/installation.ts';
import { residentMb } from '../lib/process-figures.ts';
import type { RunningSystem } from '../targets/target.ts';
import { connections } from './ceiling.ts';
import { type } from './end-to-end.ts';
import type { Measured, Scenario } from './scenario.ts';

const idleMs = 10_000;
const samplingMs = 100;

/**
 * Memory of all processes of the measured system, by default of all that `npm start` starts, without PostgreSQL and Redis.
 * Linux only.
 */
export const installation: Scenario = {
  needs: [],
  anyTarget: true,
  needsProcesses: true,
  run: ({ quick, root, target }) =>
    target ? memoryOf(target, quick) : withInstallation(root, (started) => memoryOf(started, quick)),
};

async function memoryOf(running: RunningSystem, quick: boolean): Promise<Measured> {
  await sleep(quick ? 1_000 : idleMs);
  const idle = await residentMb(running.processes);
  let peak = idle;
  const over = new AbortController();
  const sampling = (async () => {
    while (!over.signal.aborted) {
      peak = Math.max(peak, await residentMb(running.processes));
      await sleep(samplingMs);
    }
  })();
  await ExternalSystem.with(running, {}, async (system) => {
    await system.createEndpoint('/all', type);
    await system.publish({ types: [type], events: quick ? 500 : 10_000, batch: 1, connections });
    await system.delivered();
  }).finally(() => {
    over.abort();
  });
  await sampling;
  return { figures: { 'memory.idle_mb': idle, 'memory.peak_mb': peak } };
}
