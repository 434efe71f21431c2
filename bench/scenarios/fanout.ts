import { round } from '../lib/figures.ts';
import { World } from '../lib/world.ts';
import type { Scenario } from './scenario.ts';

/** Each event to 1,000 endpoints. */
export const fanout: Scenario = {
  needs: [],
  run: async ({ servers, quick }) => {
    const [endpoints, events] = quick ? [100, 10] : [1_000, 40];
    const world = await World.start(servers);
    try {
      const target = world.target();
      for (let i = 0; i < endpoints; i++) {
        await target.createEndpoint(`${world.receiver.url}/all`, 'budget.exceeded');
      }
      const { startedAt } = await world.publish({ types: ['budget.exceeded'], events, batch: 1, connections: 4 });
      await world.settled(endpoints * events);
      const { requests, lastAt } = await world.receiver.stats('all');
      if (requests < endpoints * events) throw new Error(`${String(requests)} requests arrived`);
      return { 'fanout.per_s': round((requests / (lastAt - startedAt)) * 1_000) };
    } finally {
      await world.stop();
    }
  },
};
