import { type } from './end-to-end.ts';
import type { Context, Scenario } from './scenario.ts';

/** Few slots, so that a dispatcher waits for its receiver and not for the CPU. */
const settings = { POSTRIDER_DELIVER_CONCURRENCY: '24' };
const latencyMs = 50;

/** Compares two dispatchers with one on a backlog; the receiver takes 50 ms per request. */
export const replicas: Scenario = {
  needs: [],
  run: async (context) => {
    const [one, two] = [await drainedBy(context, 1), await drainedBy(context, 2)];
    return { figures: { 'replicas.ratio_2': two / one } };
  },
};

async function drainedBy({ withWorld, quick }: Context, dispatchers: number): Promise<number> {
  const events = quick ? 500 : 8_000;
  return withWorld({ dispatchers: 0, settings }, async (world) => {
    await world.createEndpoint(`/all/after/${String(latencyMs)}`, type);
    await world.publish({ types: [type], events, batch: 100, connections: 4 });
    await world.queued(events);
    await Promise.all(Array.from({ length: dispatchers }, () => world.startDispatcher()));
    await world.delivered();
    const { firstAt, lastAt } = await world.receiver.stats('all');
    return (events / (lastAt - firstAt)) * 1_000;
  });
}
