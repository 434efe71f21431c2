import { type } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

/** Delivers each event to 1,000 endpoints. */
export const fanout: Scenario = {
  needs: [],
  run: async ({ withWorld, quick }) =>
    withWorld({}, async (world) => {
      const [endpoints, events] = quick ? [50, 20] : [1_000, 40];
      for (let i = 0; i < endpoints; i++) await world.createEndpoint(`/all/${String(i)}`, type);
      const { startedAt } = await world.publish({ types: [type], events, batch: 1, connections: 4 });
      await world.delivered();
      const { requests, lastAt } = await world.receiver.stats('all');
      return { figures: { 'fanout.per_s': (requests / (lastAt - startedAt)) * 1_000 } };
    }),
};
