import type { System } from '../lib/system.ts';
import { connections } from './ceiling.ts';
import type { Scenario } from './scenario.ts';

export const type = 'budget.exceeded';
/** What warms up the code and the connections before anything is measured: compilers are at work for some ten thousand events. */
export const warmUpEvents = 20_000;

/** Published one by one over HTTP, delivered and recorded, all at the same time. */
export const endToEnd: Scenario = {
  needs: ['ceiling'],
  anyTarget: true,
  run: ({ quick, withSystem }) =>
    withSystem(async (system) => {
      await system.createEndpoint('/all', type);
      const events = quick ? 2_000 : 40_000;
      await endToEndOf(system, quick ? 500 : warmUpEvents);
      return { figures: { 'end_to_end.per_s': await endToEndOf(system, events) } };
    }),
};

/** Events per second from the first publish call to the last record. An endpoint at `/all` is to be there. */
export async function endToEndOf(system: System, events: number, of = type): Promise<number> {
  const { startedAt } = await system.publish({ types: [of], events, batch: 1, connections });
  return (events / ((await system.settled()) - startedAt)) * 1_000;
}
