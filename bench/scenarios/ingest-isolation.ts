import { LoadGenerator, type Published } from '../lib/load-generator.ts';
import type { World } from '../lib/world.ts';
import { percentile } from '../lib/figures.ts';
import { connections } from './ceiling.ts';
import { type } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

/** Events per second of the quiet customer: few enough for any machine. */
const rate = 50;
/** Of the flood: several times what the gateway takes at once. */
const flooding = { connections: 4 * connections, batch: 100 };
/** Events per second that the flooding customer may publish. */
const noisyLimit = 1_000;
/** Nobody subscribes to it, so that the flood is one of publishing alone. */
const unheard = 'experiment.completed';

/**
 * Compares a customer's publish calls at a steady rate with and without another customer that floods the same gateway:
 * how many are accepted in the time, and the p99 from when each was due to its 202.
 */
export const ingestIsolation: Scenario = {
  needs: [],
  run: ({ withWorld, quick }) =>
    withWorld({}, async (world) => {
      const seconds = quick ? 4 : 30;
      await world.createCustomer('quiet', '/quiet', [type]);
      await world.createCustomer('noisy', '/noisy', [type], { publish_limit: noisyLimit });
      await measure(world, seconds / 2);
      const alone = await measure(world, seconds);
      const flood = new LoadGenerator();
      try {
        const over = new AbortController();
        const flooded = floodUntil(over.signal, flood, world);
        const beside = await measure(world, seconds);
        over.abort();
        const { accepted, refused } = await flooded;
        return {
          figures: {
            'ingest_isolation.ratio': beside.perSecond / alone.perSecond,
            'ingest_isolation.p99_ratio': beside.p99 / alone.p99,
            'ingest_isolation.p99_alone_ms': alone.p99,
            'ingest_isolation.p99_beside_ms': beside.p99,
            'ingest_isolation.flood_refused_share': refused / (accepted + refused),
          },
        };
      } finally {
        await flood.stop();
      }
    }),
};

/** Publishes as fast as it can for the other customer, which has a limit. */
async function floodUntil(
  isOver: AbortSignal,
  flood: LoadGenerator,
  { gateway, keys }: World,
): Promise<{ accepted: number; refused: number }> {
  const target = { kind: 'postrider', url: gateway.url, secrets: keys } as const;
  const total = { accepted: 0, refused: 0 };
  while (!isOver.aborted) {
    const run = { target, types: [unheard], customers: ['noisy'], events: 20_000, mayRefuse: true, ...flooding };
    const { accepted, refused } = await flood.run(run);
    total.accepted += accepted;
    total.refused += refused;
  }
  return total;
}

async function measure(world: World, seconds: number): Promise<{ perSecond: number; p99: number }> {
  const run = { types: [type], customers: ['quiet'], events: rate * seconds, batch: 1, connections, rate };
  const published = await world.publish({ ...run, mayRefuse: true });
  return { perSecond: published.perSecond, p99: percentile(waitsOf(published), 0.99) };
}

/** From when an event was due to its acknowledgement; a refused one has waited for ever. */
const waitsOf = ({ acknowledgedAt, startedAt }: Published): number[] =>
  acknowledgedAt
    .map((at, n) => (at === null ? Infinity : at - (startedAt + (n / rate) * 1_000)))
    .toSorted((a, b) => a - b);
