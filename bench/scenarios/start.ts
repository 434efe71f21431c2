import { clock } from '../lib/figures.ts';
import type { Scenario } from './scenario.ts';

/** From the start of a process until it is ready: a gateway, then a dispatcher. */
export const start: Scenario = {
  needs: [],
  run: ({ withWorld }) =>
    withWorld({ dispatchers: 0 }, async (world) => {
      // The first start may compile code for a cache.
      await world.gateway.stop();
      const startedAt = clock();
      await world.gateway.start();
      await world.startDispatcher();
      return { figures: { 'start.ready_ms': clock() - startedAt } };
    }),
};
