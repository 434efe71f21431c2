import type { System } from '../lib/system.ts';
import { connections } from './ceiling.ts';
import { endToEndOf, type, warmUpEvents } from './end-to-end.ts';
import { needed, type Scenario } from './scenario.ts';

const idleRate = 50;

/** From the due time of an event to its arrival at the receiver, in milliseconds. */
export const latency: Scenario = {
  needs: ['end_to_end'],
  anyTarget: true,
  run: (context) =>
    context.withSystem({}, async (system) => {
      const seconds = context.quick ? 2 : 20;
      await system.createEndpoint('/all', type);
      await endToEndOf(system, context.quick ? 500 : warmUpEvents);
      const idle = await latencyAt(system, { rate: idleRate, seconds });
      const loaded = await latencyAt(system, { rate: needed(context, 'end_to_end.per_s') / 2, seconds });
      return {
        figures: {
          'latency_ms.idle_p50': idle.p50,
          'latency_ms.idle_p99': idle.p99,
          'latency_ms.loaded_p50': loaded.p50,
          'latency_ms.loaded_p99': loaded.p99,
        },
      };
    }),
};

export interface Latency {
  /** In milliseconds. */
  p50: number;
  p99: number;
  /** Arrivals per second, from the first due time to the last arrival. */
  perSecond: number;
}

/** Publishes at a fixed rate, however long the responses take. Requires an endpoint at `/all`. */
export async function latencyAt(
  system: System,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Latency> {
  const events = Math.max(1, Math.round(rate * seconds));
  await system.receiver.reset();
  const { startedAt } = await system.publish({ types: [type], events, batch: 1, connections, rate });
  await system.delivered();
  const { p50, p99, lastAt } = await system.receiver.stats('all');
  return { p50, p99, perSecond: (events / (lastAt - startedAt)) * 1_000 };
}
