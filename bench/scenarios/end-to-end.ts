import type { System } from '../lib/system.ts';
import { connections } from './ceiling.ts';
import type { Scenario } from './scenario.ts';

export const type = 'budget.exceeded';
/** Events before the measurement, to warm up code and connections: V8 optimizes during the first ten thousands. */
export const warmUpEvents = 20_000;

/** Publishes events one by one over HTTP while they are delivered and recorded. */
export const endToEnd: Scenario = {
  needs: ['ceiling'],
  anyTarget: true,
  run: ({ quick, withSystem }) =>
    withSystem({}, async (system) => {
      await system.createEndpoint('/all', type);
      const events = quick ? 2_000 : 40_000;
      await endToEndOf(system, quick ? 500 : warmUpEvents);
      const { startedAt, perSecond } = await system.publish({ types: [type], events, batch: 1, connections });
      return {
        figures: {
          'end_to_end.per_s': (events / ((await system.delivered()) - startedAt)) * 1_000,
          'end_to_end.publish_per_s': perSecond,
        },
      };
    }),
};

/** Returns events per second, from the first publish call to the last record. Requires an endpoint at `/all`. */
export async function endToEndOf(system: System, events: number, of = type): Promise<number> {
  const { startedAt } = await system.publish({ types: [of], events, batch: 1, connections });
  return (events / ((await system.delivered()) - startedAt)) * 1_000;
}
