import { connections } from './ceiling.ts';
import { type, warmUpEvents } from './end-to-end.ts';
import type { Context, Scenario } from './scenario.ts';

/** Publishes without a dispatcher, until the responses have arrived and the deliveries are queued. */
export const ingest: Scenario = {
  needs: ['ceiling'],
  run: async (context) => ({
    figures: {
      'ingest.single_per_s': await perSecondOf(context, { events: context.quick ? 2_000 : 30_000, batch: 1 }),
      'ingest.batch_per_s': await perSecondOf(context, { events: context.quick ? 5_000 : 50_000, batch: 100 }),
    },
  }),
};

async function perSecondOf(
  { withWorld, quick }: Context,
  { events, batch }: { events: number; batch: number },
): Promise<number> {
  return withWorld({ dispatchers: 0 }, async (world) => {
    await world.createEndpoint('/all', type);
    const run = { types: [type], batch, connections: batch === 1 ? connections : 8 };
    const warmUp = quick ? 500 : warmUpEvents;
    await world.publish({ ...run, events: warmUp });
    await world.queued(warmUp);
    const { startedAt } = await world.publish({ ...run, events });
    const perSecond = (events / ((await world.queued(warmUp + events)) - startedAt)) * 1_000;
    // The queued deliveries must arrive, or the figure is invalid.
    await world.startDispatcher();
    return perSecond;
  });
}
