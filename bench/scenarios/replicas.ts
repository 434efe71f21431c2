import { round } from '../lib/figures.ts';
import { World } from '../lib/world.ts';
import type { Context, Scenario } from './scenario.ts';

/** So few places that a dispatcher waits for its receiver and not for a CPU: what more replicas are for. */
const settings = { POSTRIDER_DELIVER_CONCURRENCY: '24' };
const latencyMs = 50;

/** A backlog drained by two dispatchers, over one; each request takes the receiver 50 ms. */
export const replicas: Scenario = {
  needs: [],
  run: async (context) => {
    const [one, two] = [await drainedBy(context, 1), await drainedBy(context, 2)];
    return { 'replicas.ratio_2': round(two / one, 2) };
  },
};

async function drainedBy({ servers, quick }: Context, dispatchers: number): Promise<number> {
  const events = quick ? 500 : 8_000;
  const world = await World.start(servers, { dispatchers: 0, settings });
  try {
    await world.target().createEndpoint(`${world.receiver.url}/all/after/${String(latencyMs)}`, 'budget.exceeded');
    await world.publish({ types: ['budget.exceeded'], events, batch: 100, connections: 4 });
    await world.queued(events);
    await Promise.all(Array.from({ length: dispatchers }, () => world.startDispatcher()));
    const { firstAt, lastAt } = await world.receiver.arrived('all', events);
    await world.settled();
    return (events / (lastAt - firstAt)) * 1_000;
  } finally {
    await world.stop();
  }
}
