import { World } from '../lib/world.ts';
import { type } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

/** A backlog that waits in the queue, delivered and recorded by one dispatcher, from its first request on. */
export const drain: Scenario = {
  needs: ['ceiling'],
  run: async ({ quick, servers }) =>
    World.with(await servers(), { dispatchers: 0 }, async (world) => {
      const events = quick ? 2_000 : 50_000;
      await world.createEndpoint('/all', type);
      await world.publish({ types: [type], events, batch: 100, connections: 8 });
      await world.queued(events);
      await world.startDispatcher();
      const settledAt = await world.settled();
      const { firstAt } = await world.receiver.stats('all');
      return { figures: { 'drain.per_s': (events / (settledAt - firstAt)) * 1_000 } };
    }),
};
