import { round } from '../lib/figures.ts';
import { World } from '../lib/world.ts';
import { needed, type Scenario } from './scenario.ts';

/** A backlog that waits in the queue, delivered and recorded by one dispatcher, from its first request on. */
export const drain: Scenario = {
  needs: ['ceiling'],
  run: async (context) => {
    const events = context.quick ? 2_000 : 50_000;
    const world = await World.start(context.servers, { dispatchers: 0 });
    try {
      await world.target().createEndpoint(`${world.receiver.url}/all`, 'budget.exceeded');
      await world.publish({ types: ['budget.exceeded'], events, batch: 100, connections: 8 });
      await world.queued(events);
      await world.startDispatcher();
      const { firstAt } = await world.receiver.arrived('all', events);
      const perSecond = (events / ((await world.settled()) - firstAt)) * 1_000;
      return {
        'drain.per_s': round(perSecond),
        'drain.ratio': round(perSecond / needed(context, 'ceiling.signed_post_per_s'), 3),
      };
    } finally {
      await world.stop();
    }
  },
};
