import type { World } from '../lib/world.ts';
import { connections } from './ceiling.ts';
import { type } from './end-to-end.ts';
import type { Context, Scenario } from './scenario.ts';

const rounds = 2;
/** One endpoint of each customer gets the events, so that each event has one delivery, with and without customers. */
const subscriptions = [type, 'api_key.revoked', 'experiment.completed'] as const;
const concurrentCreations = 16;

interface Speeds {
  ingest: number;
  endToEnd: number;
}

/**
 * Compares an organization with customers, which half of the events name, with one that has none: the best of two runs
 * each, in turn.
 */
export const customers: Scenario = {
  needs: [],
  run: async (context) => {
    const count = context.quick ? 50 : 10_000;
    const best = { without: { ingest: 0, endToEnd: 0 }, beside: { ingest: 0, endToEnd: 0 } };
    for (let round = 0; round < (context.quick ? 1 : rounds); round++) {
      best.without = bestOf(best.without, await measure(context, 0));
      best.beside = bestOf(best.beside, await measure(context, count));
    }
    const { without, beside } = best;
    return {
      figures: {
        'customers.end_to_end_ratio': beside.endToEnd / without.endToEnd,
        'customers.ingest_ratio': beside.ingest / without.ingest,
      },
    };
  },
};

const bestOf = (a: Speeds, b: Speeds): Speeds => ({
  ingest: Math.max(a.ingest, b.ingest),
  endToEnd: Math.max(a.endToEnd, b.endToEnd),
});

function measure({ withWorld, quick }: Context, count: number): Promise<Speeds> {
  // Creating customers warms the gateway up. Without them it needs as many calls before it is measured.
  const [warmUp, events] = quick ? [500, 2_000] : [40_000, 40_000];
  return withWorld({ dispatchers: 0 }, async (world) => {
    await world.createEndpoint('/all', type);
    const uids = await createCustomers(world, count);
    const named = uids.length === 0 ? {} : { customers: uids.flatMap((uid) => [null, uid]) };
    const run = { types: [type], batch: 1, connections, ...named };
    await world.publish({ ...run, events: warmUp });
    await world.queued(warmUp);
    const published = await world.publish({ ...run, events });
    const ingest = (events / ((await world.queued(warmUp + events)) - published.startedAt)) * 1_000;
    // The backlog warms the dispatcher up.
    await world.startDispatcher();
    await world.delivered();
    const { startedAt } = await world.publish({ ...run, events });
    return { ingest, endToEnd: (events / ((await world.delivered()) - startedAt)) * 1_000 };
  });
}

async function createCustomers(world: World, count: number): Promise<string[]> {
  const uids = Array.from({ length: count }, (_, i) => `customer-${String(i)}`);
  const left = uids.values();
  const worker = async (): Promise<void> => {
    for (const uid of left) await world.createCustomer(uid, '/customers', subscriptions);
  };
  await Promise.all(Array.from({ length: concurrentCreations }, worker));
  return uids;
}
