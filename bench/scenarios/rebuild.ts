import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { clock } from '../lib/figures.ts';
import type { World } from '../lib/world.ts';
import { endToEndOf, type } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

const sizes = { full: { stored: 100_000, live: 20_000 }, quick: { stored: 2_000, live: 1_000 } };

/**
 * Rebuilds the read models from the log of published and delivered events with the operator's command, and publishes
 * beside rebuilds. The time that the command takes on an empty log is subtracted.
 */
export const rebuild: Scenario = {
  needs: [],
  run: async ({ quick, withWorld }) =>
    withWorld({}, async (world) => {
      const { stored, live } = sizes[quick ? 'quick' : 'full'];
      const emptyMs = (await rebuildOnce(world)).tookMs;
      await world.createEndpoint('/all', type);
      await world.publish({ types: [type], events: stored, batch: 100, connections: 8 });
      await world.delivered();
      await world.database.query('VACUUM (ANALYZE)');
      await world.database.query('CHECKPOINT');

      const events = await countEvents(world);
      const perSecond = async (repaired: number): Promise<number> => {
        const result = await rebuildOnce(world);
        if (result.repaired !== repaired) throw new Error(`${result.repaired} of ${repaired} rows were repaired`);
        return (events / Math.max(1, result.tookMs - emptyMs)) * 1_000;
      };
      const right = await perSecond(0);
      await world.database.query('TRUNCATE published_events, deliveries, pending_deliveries');
      const missing = await perSecond(2 * stored);
      await world.database.query('UPDATE published_events SET delivery_count = delivery_count + 1');
      await world.database.query('UPDATE deliveries SET attempt_count = attempt_count + 1');
      const wrong = await perSecond(2 * stored);
      await world.database.query('VACUUM (ANALYZE)');

      await endToEndOf(world, live);
      const before = await endToEndOf(world, live);
      const beside = await besideRebuilds(world, () => endToEndOf(world, live));
      const after = await endToEndOf(world, live);
      return {
        figures: {
          'rebuild.per_s': right,
          'rebuild.missing_per_s': missing,
          'rebuild.wrong_per_s': wrong,
          'rebuild.live_ratio': beside / ((before + after) / 2),
        },
      };
    }),
};

/** Runs the command. Returns the time until it has reported the last read model; counters follow. */
async function rebuildOnce(world: World): Promise<{ tookMs: number; repaired: number }> {
  const startedAt = clock();
  const command = world.startAdmin('rebuild');
  const exited = once(command, 'exit') as Promise<[number | null]>;
  let repaired = 0;
  let tookMs: number | undefined;
  for await (const line of createInterface(command.stdout)) {
    const [, table, rows] = /^(\w+): \d+ streams, (\d+) rows repaired$/.exec(line) ?? [];
    repaired += Number(rows ?? 0);
    if (table === 'deliveries') tookMs = clock() - startedAt;
  }
  const [code] = await exited;
  if (code !== 0 || tookMs === undefined) throw new Error(`the rebuild ended with ${code}`);
  return { tookMs, repaired };
}

/** Runs `work` while one rebuild follows the other. */
async function besideRebuilds<T>(world: World, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const rebuilds = (async () => {
    while (!done.signal.aborted) await rebuildOnce(world);
  })();
  try {
    return await work();
  } finally {
    done.abort();
    await rebuilds;
  }
}

async function countEvents({ database }: World): Promise<number> {
  const { rows } = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM domain_events');
  return rows[0]?.count ?? 0;
}
