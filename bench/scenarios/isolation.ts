import { eventTypes } from '@postrider/contracts';
import { round } from '../lib/figures.ts';
import type { Servers } from '../lib/servers.ts';
import { World } from '../lib/world.ts';
import { connections } from './ceiling.ts';
import type { Scenario } from './scenario.ts';

/** Half of the event types go to endpoints that stay healthy, half to endpoints that hang in the second run. */
const types = eventTypes.map(({ type }) => type);
const half = types.length / 2;

/**
 * Healthy endpoints beside as many that hang until the time-out, and beside as many that do not: throughput of the healthy
 * ones while publishers go as fast as they can, then their p99 at half of the load that the first run bore.
 */
export const isolation: Scenario = {
  needs: [],
  run: async ({ servers, quick }) => {
    const counts = quick ? { events: 2_000, pacedEvents: 1_000 } : { events: 30_000, pacedEvents: 15_000 };
    const alone = await measure(servers, 'others', counts);
    const beside = await measure(servers, 'others/hang', { ...counts, rate: alone.rate });
    return {
      'isolation.ratio': round(beside.perSecond / alone.perSecond, 3),
      'isolation.p99_ratio': round(beside.p99 / alone.p99, 3),
      'isolation.p99_alone_ms': round(alone.p99, 1),
      'isolation.p99_beside_ms': round(beside.p99, 1),
    };
  },
};

async function measure(
  servers: Servers,
  others: string,
  { events, pacedEvents, rate }: { events: number; pacedEvents: number; rate?: number },
): Promise<{ perSecond: number; p99: number; rate: number }> {
  const world = await World.start(servers);
  try {
    const target = world.target();
    for (const [i, type] of types.entries()) {
      await target.createEndpoint(`${world.receiver.url}/${i < half ? 'healthy' : others}`, type);
    }
    const { startedAt } = await world.publish({ types, events, batch: 1, connections });
    const healthy = await world.receiver.arrived('healthy', events / 2);
    const perSecond = (events / 2 / (healthy.lastAt - startedAt)) * 1_000;

    await world.receiver.reset();
    // Of all events, so that the healthy half comes at half of what it bore.
    const pacedRate = rate ?? perSecond;
    await world.publish({ types, events: pacedEvents, batch: 1, connections, rate: pacedRate });
    const { p99 } = await world.receiver.arrived('healthy', pacedEvents / 2);
    await world.recordedDelivered((events + pacedEvents) / 2);
    return { perSecond, p99, rate: pacedRate };
  } finally {
    await world.stop();
  }
}
