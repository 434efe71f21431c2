import { round } from '../lib/figures.ts';
import { World } from '../lib/world.ts';
import { connections } from './ceiling.ts';
import { needed, type Scenario } from './scenario.ts';

const types = ['budget.exceeded'];
const idleRate = 50;

/** From before the publish call to the request's arrival at the receiver, in milliseconds. */
export const latency: Scenario = {
  needs: ['end_to_end'],
  run: async (context) => {
    const seconds = context.quick ? 3 : 20;
    const loadedRate = needed(context, 'end_to_end.per_s') / 2;
    const world = await World.start(context.servers);
    try {
      await world.target().createEndpoint(`${world.receiver.url}/all`, 'budget.exceeded');
      const at = async (rate: number): Promise<{ p50: number; p99: number }> => {
        const events = Math.round(rate * seconds);
        await world.receiver.reset();
        await world.publish({ types, events, batch: 1, connections, rate });
        return world.receiver.arrived('all', events);
      };
      await world.publish({ types, events: 500, batch: 1, connections });
      await world.settled();
      const [idle, loaded] = [await at(idleRate), await at(loadedRate)];
      await world.settled();
      return {
        'latency_ms.idle_p50': round(idle.p50, 1),
        'latency_ms.idle_p99': round(idle.p99, 1),
        'latency_ms.loaded_p50': round(loaded.p50, 1),
        'latency_ms.loaded_p99': round(loaded.p99, 1),
      };
    } finally {
      await world.stop();
    }
  },
};
