import { endToEndOf, type, warmUpEvents } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

/**
 * One dispatcher delivers and records a queued backlog, measured from its first request. The dispatcher is warmed up before,
 * and stopped while the backlog grows.
 */
export const drain: Scenario = {
  needs: ['ceiling'],
  run: async ({ quick, withWorld }) =>
    withWorld({}, async (world) => {
      const events = quick ? 2_000 : 50_000;
      await world.createEndpoint('/warm-up', warmUpType);
      await world.createEndpoint('/all', type);
      await endToEndOf(world, quick ? 500 : warmUpEvents, warmUpType);
      for (const { pid } of world.dispatchers) process.kill(pid, 'SIGSTOP');
      await world.publish({ types: [type], events, batch: 100, connections: 8 });
      await world.queued(events);
      for (const { pid } of world.dispatchers) process.kill(pid, 'SIGCONT');
      const deliveredAt = await world.delivered();
      const { firstAt } = await world.receiver.stats('all');
      return { figures: { 'drain.per_s': (events / (deliveredAt - firstAt)) * 1_000 } };
    }),
};

const warmUpType = 'api_key.revoked';
