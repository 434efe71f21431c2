import { round } from '../lib/figures.ts';
import { World } from '../lib/world.ts';
import { connections } from './ceiling.ts';
import { needed, type Scenario } from './scenario.ts';

const types = ['budget.exceeded'];

/** Published one by one over HTTP, delivered and recorded, all at the same time. */
export const endToEnd: Scenario = {
  needs: ['ceiling'],
  run: async (context) => {
    const world = await World.start(context.servers);
    try {
      await world.target().createEndpoint(`${world.receiver.url}/all`, 'budget.exceeded');
      const perSecond = await endToEndOf(world, context.quick ? 2_000 : 40_000);
      return {
        'end_to_end.per_s': round(perSecond),
        'end_to_end.ratio': round(perSecond / needed(context, 'ceiling.signed_post_per_s'), 3),
      };
    } finally {
      await world.stop();
    }
  },
};

/** Events per second from the first publish call to the last record. One endpoint at `/all` is to be there. */
async function endToEndOf(world: World, events: number): Promise<number> {
  await world.publish({ types, events: Math.min(events, 2_000), batch: 1, connections });
  await world.settled();
  await world.receiver.reset();
  const { startedAt } = await world.publish({ types, events, batch: 1, connections });
  await world.receiver.arrived('all', events);
  return (events / ((await world.settled()) - startedAt)) * 1_000;
}
