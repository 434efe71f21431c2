import { setTimeout as sleep } from 'node:timers/promises';
import { ExternalSystem } from '../lib/external-system.ts';
import { Installation } from '../lib/installation.ts';
import { connections } from './ceiling.ts';
import { type } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

const idleMs = 10_000;
const samplingMs = 100;

/** Memory of all processes that `npm start` starts, without PostgreSQL and Redis. Linux only. */
export const installation: Scenario = {
  needs: [],
  run: ({ quick, root }) =>
    Installation.with(root, async (started) => {
      await sleep(quick ? 1_000 : idleMs);
      const idle = await started.residentMb();
      let peak = idle;
      const over = new AbortController();
      const sampling = (async () => {
        while (!over.signal.aborted) {
          peak = Math.max(peak, await started.residentMb());
          await sleep(samplingMs);
        }
      })();
      await ExternalSystem.with(started.target, async (system) => {
        await system.createEndpoint('/all', type);
        await system.publish({ types: [type], events: quick ? 500 : 10_000, batch: 1, connections });
        await system.delivered();
      }).finally(() => {
        over.abort();
      });
      await sampling;
      return { figures: { 'memory.idle_mb': idle, 'memory.peak_mb': peak } };
    }),
};
