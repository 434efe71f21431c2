import { eventTypes } from '@postrider/contracts';
import { World } from '../lib/world.ts';
import { connections } from './ceiling.ts';
import type { Context, Scenario } from './scenario.ts';

/** Half of the event types go to endpoints that stay healthy, half to endpoints that hang in the second run. */
const types = eventTypes.map(({ type }) => type);
const half = types.length / 2;

/**
 * Healthy endpoints beside as many that hang until the time-out, and beside as many that do not: throughput of the healthy
 * ones while publishers go as fast as they can, then their p99 at half of the load that the first run bore.
 */
export const isolation: Scenario = {
  needs: [],
  run: async (context) => {
    const alone = await measure(context, '/others');
    const beside = await measure(context, '/others/hang', alone.perSecond);
    return {
      figures: {
        'isolation.ratio': beside.perSecond / alone.perSecond,
        'isolation.p99_ratio': beside.p99 / alone.p99,
        'isolation.p99_alone_ms': alone.p99,
        'isolation.p99_beside_ms': beside.p99,
      },
    };
  },
};

async function measure(
  { servers, quick }: Context,
  others: string,
  pacedRate?: number,
): Promise<{ perSecond: number; p99: number }> {
  const [events, pacedEvents] = quick ? [2_000, 1_000] : [30_000, 15_000];
  return World.with(await servers(), {}, async (world) => {
    for (const [i, type] of types.entries()) await world.createEndpoint(i < half ? '/healthy' : others, type);
    const { startedAt } = await world.publish({ types, events, batch: 1, connections });
    await world.settled();
    const { lastAt } = await world.receiver.stats('healthy');
    const perSecond = (events / 2 / (lastAt - startedAt)) * 1_000;

    await world.receiver.reset();
    // Of all events, so that the healthy half comes at half of what it bore.
    const rate = pacedRate ?? perSecond;
    await world.publish({ types, events: pacedEvents, batch: 1, connections, rate });
    await world.settled();
    const { p99 } = await world.receiver.stats('healthy');
    return { perSecond, p99 };
  });
}
