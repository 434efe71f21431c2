import { round } from '../lib/figures.ts';
import { World } from '../lib/world.ts';
import { connections } from './ceiling.ts';
import { needed, type Context, type Scenario } from './scenario.ts';

/** Publishing alone, no dispatcher beside it: until the answer is there and the delivery is queued. */
export const ingest: Scenario = {
  needs: ['ceiling'],
  run: async (context) => {
    const single = await perSecondOf(context, { events: context.quick ? 2_000 : 40_000, batch: 1 });
    const batch = await perSecondOf(context, { events: context.quick ? 5_000 : 100_000, batch: 100 });
    return {
      'ingest.single_per_s': round(single),
      'ingest.single_ratio': round(single / needed(context, 'ceiling.http_accept_per_s'), 3),
      'ingest.batch_per_s': round(batch),
      'ingest.batch_ratio': round(batch / needed(context, 'ceiling.signed_post_per_s'), 3),
    };
  },
};

async function perSecondOf(
  { servers }: Context,
  { events, batch }: { events: number; batch: number },
): Promise<number> {
  const world = await World.start(servers, { dispatchers: 0 });
  try {
    await world.target().createEndpoint(`${world.receiver.url}/all`, 'budget.exceeded');
    const run = { types: ['budget.exceeded'], batch, connections: batch === 1 ? connections : 8 };
    const warmUp = events / 20;
    await world.publish({ ...run, events: warmUp });
    await world.queued(warmUp);
    const { startedAt } = await world.publish({ ...run, events });
    return (events / ((await world.queued(warmUp + events)) - startedAt)) * 1_000;
  } finally {
    await world.stop();
  }
}
