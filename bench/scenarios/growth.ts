import { newId } from '@postrider/testing';
import { storeDeliveries } from '../../test/support/stored-deliveries.ts';
import { listLatencies } from '../growth/list-latencies.ts';
import { listQueries } from '../growth/list-queries.ts';
import { round } from '../lib/figures.ts';
import type { World } from '../lib/world.ts';
import { endToEndOf, type } from './end-to-end.ts';
import { latencyAt } from './latency.ts';
import type { Scenario, Series } from './scenario.ts';

/** Numbers of stored deliveries. */
const levels = { full: [100_000, 300_000, 1_000_000], quick: [10_000] };
/** Calls per list: enough that the p99 is not the longest one, which a single pause of the machine can cause. */
const listCalls = 200;
const sizes = {
  full: { events: 15_000, pacedSeconds: 5, rounds: 2, lists: listCalls },
  quick: { events: 1_000, pacedSeconds: 1, rounds: 1, lists: 1 },
};
const historyMs = 28 * 24 * 3_600_000;
/** Of the organization that is measured. */
const endpoints = 20;
const otherOrganizations = 2;
/** The current subscription of the other endpoints. Stored events have all types. */
const otherType = 'experiment.completed';

interface Owner {
  id: string;
  organization_id: string;
}

/**
 * Repeats the same work with more and more stored deliveries, and at the end measures all filtered lists. The stored
 * deliveries cover four weeks, several organizations, and many endpoints, including the measured one.
 */
export const growth: Scenario = {
  needs: [],
  run: async ({ quick, withWorld }) =>
    withWorld({}, async (world) => {
      const size = sizes[quick ? 'quick' : 'full'];
      const owners = await makeOwners(world);
      const until = new Date();
      const since = new Date(until.getTime() - historyMs);
      await endToEndOf(world, size.events);
      const points = [await speedAt(world, 0, size)];
      let stored = 0;
      const most = levels[quick ? 'quick' : 'full'].at(-1) ?? 0;
      for (const level of levels[quick ? 'quick' : 'full']) {
        const at = (share: number): Date => new Date(since.getTime() + share * historyMs);
        const span = { since: at(stored / most), until: at(level / most) };
        const rows = { endpoints: owners, count: level - stored, ...span, salt: String(level) };
        await world.storing(() => storeDeliveries(world.database, rows));
        await tidyUp(world);
        stored = level;
        points.push(await speedAt(world, stored, size));
      }
      const [busiest = '', quietest = ''] = [owners[0]?.id, owners[endpoints - 1]?.id];
      const lists = await listLatencies(
        { url: world.gateway.url, key: world.keys.management_key ?? '' },
        listQueries({ busiest, quietest, eventId: await eventOf(world, busiest), since, until }),
        size.lists,
      );
      return {
        figures: {
          'growth.ratio_1m': Number(points.at(-1)?.per_s) / Number(points[0]?.per_s),
          'growth.list_p99_ms_1m': lists.worstP99,
        },
        series: { stored: points, lists: lists.rows },
      };
    }),
};

/** Creates the measured endpoint (the first), others of its organization, and endpoints of other organizations. */
async function makeOwners(world: World): Promise<Owner[]> {
  const { organization_id = '' } = world.keys;
  const ids = [await world.createEndpoint('/all', type)];
  for (let i = 1; i < endpoints; i++) ids.push(await world.createEndpoint(`/others/${String(i)}`, otherType));
  const strangers = Array.from({ length: otherOrganizations }, () => newId('organization')).flatMap((stranger) =>
    Array.from({ length: endpoints / 2 }, () => ({ id: newId('endpoint'), organization_id: stranger })),
  );
  return [...ids.map((id) => ({ id, organization_id })), ...strangers];
}

interface Size {
  events: number;
  pacedSeconds: number;
  rounds: number;
}

/** Measures the speed, and the latency at half of that speed. */
async function speedAt(world: World, stored: number, size: Size): Promise<Series[string][number]> {
  const speeds: number[] = [];
  for (let i = 0; i < size.rounds; i++) speeds.push(await endToEndOf(world, size.events));
  const perSecond = speeds.reduce((sum, each) => sum + each, 0) / speeds.length;
  const { p50, p99 } = await latencyAt(world, { rate: perSecond / 2, seconds: size.pacedSeconds });
  return { stored, per_s: round(perSecond), p50_ms: round(p50, 1), p99_ms: round(p99, 1) };
}

/** Does the work of autovacuum and checkpoints in the weeks that the rows cover. */
async function tidyUp({ database }: World): Promise<void> {
  await database.query('VACUUM (ANALYZE)');
  await database.query('CHECKPOINT');
}

async function eventOf({ database }: World, endpointId: string): Promise<string> {
  const { rows } = await database.query<{ event_id: string }>(
    'SELECT event_id FROM deliveries WHERE endpoint_id = $1 ORDER BY id LIMIT 1',
    [endpointId],
  );
  return rows[0]?.event_id ?? '';
}
