import { eventTypes } from '@postrider/contracts';
import { connections } from './ceiling.ts';
import type { Context, Scenario } from './scenario.ts';

/** Half of the event types go to healthy endpoints, half to endpoints that hang in the second run. */
const types = eventTypes.map(({ type }) => type);
const half = types.length / 2;

/**
 * Compares healthy endpoints with and without as many hanging endpoints: their throughput at full load, and their p99 at
 * half of the load of the first run.
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
  { withWorld, quick }: Context,
  others: string,
  pacedRate?: number,
): Promise<{ perSecond: number; p99: number }> {
  const [events, pacedEvents] = quick ? [2_000, 1_000] : [30_000, 15_000];
  return withWorld({}, async (world) => {
    for (const [i, type] of types.entries()) await world.createEndpoint(i < half ? '/healthy' : others, type);
    const { startedAt } = await world.publish({ types, events, batch: 1, connections });
    await world.delivered();
    const { lastAt } = await world.receiver.stats('healthy');
    const perSecond = (events / 2 / (lastAt - startedAt)) * 1_000;

    await world.receiver.reset();
    // The rate of all events: the healthy half gets half of its measured throughput.
    const rate = pacedRate ?? perSecond;
    await world.publish({ types, events: pacedEvents, batch: 1, connections, rate });
    await world.delivered();
    const { p99 } = await world.receiver.stats('healthy');
    return { perSecond, p99 };
  });
}
