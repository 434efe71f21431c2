import { eventTypes } from '@postrider/contracts';
import { clock } from '../lib/figures.ts';
import { connections } from './ceiling.ts';
import type { Context, Scenario } from './scenario.ts';

/** Half of the event types go to healthy endpoints, half to endpoints that hang in the second run. */
const types = eventTypes.map(({ type }) => type);
const half = types.length / 2;
/** Time for what was published to arrive, at a system that is not ours. Healthy deliveries may wait behind hanging ones. */
const patienceMs = 120_000;

/**
 * Compares healthy endpoints with and without as many hanging endpoints: their throughput at full load, and their p99 at
 * half of the load of the first run.
 */
export const isolation: Scenario = {
  needs: [],
  anyTarget: true,
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
  { withSystem, quick }: Context,
  others: string,
  pacedRate?: number,
): Promise<{ perSecond: number; p99: number }> {
  const [events, pacedEvents] = quick ? [2_000, 1_000] : [30_000, 15_000];
  return withSystem({}, async (system) => {
    for (const [i, type] of types.entries()) await system.createEndpoint(i < half ? '/healthy' : others, type);
    const { startedAt } = await system.publish({ types, events, batch: 1, connections });
    await system.deliveredWithin(patienceMs);
    const { requests, lastAt } = await system.receiver.stats('healthy');
    const until = requests < events / 2 ? clock() : lastAt;
    const perSecond = (requests / (until - startedAt)) * 1_000;

    await system.receiver.reset();
    // The rate of all events: the healthy half gets half of its measured throughput.
    const rate = pacedRate ?? perSecond;
    await system.publish({ types, events: pacedEvents, batch: 1, connections, rate });
    await system.deliveredWithin(patienceMs);
    const { p99 } = await system.receiver.stats('healthy');
    return { perSecond, p99 };
  });
}
