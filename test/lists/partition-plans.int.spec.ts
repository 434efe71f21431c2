import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { firstIdAt, idFrom, listEvents } from '@postrider/contracts';
import {
  createPartitions,
  Database,
  deliveryStore,
  findDue,
  findListened,
  insertPublished,
  listDeliveries,
  loadAttempts,
  loadFingerprints,
  migrate,
  pageListened,
  publishedEventTable,
  readStreams,
  recordDeliveries,
  startOf,
  deliveryChange,
  type Sql,
} from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';
import type { DataSource } from 'typeorm';
import { findDelivery } from '../../apps/gateway/src/deliveries/delivery-store.js';
import { findEvent, summarize } from '../../apps/gateway/src/events/published-event-store.js';
import { PublishedEventQueries } from '../../apps/gateway/src/events/published-event-queries.js';
import { EarlierEvents } from '../../apps/gateway/src/publish/earlier-events.js';
import { parseInput } from '../../apps/gateway/src/http/operation-route.js';
import '../../apps/gateway/src/http/json-body.js';
import { recordingDataSource } from './plan.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const weekMs = 7 * 24 * 3_600_000;
/** Almost four years, in weeks. */
const stored = 200;
const organization_id = newId('organization');
const endpoint_id = newId('endpoint');

interface Statement {
  text: string;
  values: unknown[];
}

let name: string;
let database: Database;
let source: DataSource;
const asked: Statement[] = [];
const recording: Sql = {
  query: (query, given) => {
    const { text, values = [] } = typeof query === 'string' ? { text: query, values: given } : query;
    asked.push({ text, values });
    return database.query(query, given);
  },
};

beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  name = created.name;
  await migrate(created.url);
  database = new Database({ url: created.url, size: 2, timeoutMs: 60_000, name: 'test' });
  const now = Date.now();
  await createPartitions(database, { from: startOf('week', now) - (stored - 5) * weekMs, to: now + 5 * weekMs });
  await database.query(
    `INSERT INTO endpoints (id, organization_id, version, url, event_types, active, format, secrets, created_at, updated_at)
     VALUES ($1, $2, 1, 'https://example.com', '{*}', true, 'json', '[]', now(), now())`,
    [endpoint_id, organization_id],
  );
  await database.query(`INSERT INTO organizations (id, name) VALUES ($1, 'a')`, [organization_id]);
  source = recordingDataSource(created.url, asked);
  await source.initialize();
}, 120_000);
afterAll(async () => {
  await source.destroy();
  await database.end();
  await dropDatabase(adminUrl, name);
}, 60_000);
beforeEach(() => {
  asked.length = 0;
});

let random = 0;
const idAt = (kind: 'event' | 'delivery', time: number): string => {
  random += 1;
  return idFrom(kind, new Date(time), Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, random >> 8, random & 255]));
};

/** An event with a delivery, which may be younger as after a recovery. */
async function publishAt(time: number, deliveredAt = time): Promise<{ event: string; delivery: string }> {
  const [event, delivery] = [idAt('event', time), idAt('delivery', deliveredAt)];
  const about = { event_id: event, event_type: 'budget.exceeded', test: false };
  await insertPublished(database, [
    {
      published: {
        stream_id: event,
        organization_id,
        version: 1,
        occurred_at: new Date(time),
        event: { type: 'EventPublished', data: { ...about, body: '{}', delivery_count: 1 } },
      },
      scheduled: [
        {
          stream_id: delivery,
          organization_id,
          version: 1,
          occurred_at: new Date(deliveredAt),
          event: {
            type: 'DeliveryScheduled',
            data: { ...about, endpoint_id, event_stream_id: event, queue: 'deliver' },
          },
        },
      ],
    },
  ]);
  return { event, delivery };
}

interface Node {
  'Relation Name'?: string;
  'Subplans Removed'?: number;
  Plans?: Node[];
}

/** Weeks in the plan of a statement, whether or not they are read when it runs. */
async function weeksInPlan({ text, values }: Statement): Promise<number> {
  const { rows } = await database.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  const weeks = new Set<string>();
  let removed = 0;
  const visit = (node: Node): void => {
    removed += node['Subplans Removed'] ?? 0;
    const [week] = /\d{8}$/.exec(node['Relation Name'] ?? '') ?? [];
    if (week !== undefined) weeks.add(week);
    node.Plans?.forEach(visit);
  };
  for (const row of rows) visit(row['QUERY PLAN'][0].Plan);
  return weeks.size + removed;
}

/** The most weeks that one of the asked statements has in its plan. */
async function mostWeeks(): Promise<number> {
  expect(asked.length).toBeGreaterThan(0);
  const counts = [];
  for (const statement of asked) counts.push(await weeksInPlan(statement));
  return Math.max(...counts);
}

const now = Date.now();
const old = now - 150 * weekMs;

describe('with partitions of 200 weeks, the plan has only those of the ids', () => {
  it('of attempts that are loaded and recorded, for new, old and recovered deliveries', async () => {
    for (const [event, delivery] of [
      [now, now],
      [old, old],
      [old, now],
    ] as const) {
      const { delivery: id } = await publishAt(event, delivery);
      asked.length = 0;
      const loaded = (await loadAttempts(recording, [{ id, endpoint_id }])).get(id);
      expect(loaded?.payload).toBe('{}');
      if (!loaded) throw new Error('nothing was loaded');
      const change = deliveryChange(
        loaded.delivery,
        [{ type: 'ReplayRequested', data: { queue: 'replay' } }],
        new Date(delivery),
      );
      expect(await recordDeliveries(recording, [change])).toEqual(new Set([id]));
      expect(await mostWeeks()).toBeLessThanOrEqual(2);
    }
  });

  it('of single lookups', async () => {
    const { event, delivery } = await publishAt(old);
    asked.length = 0;
    expect(await findDelivery(recording, organization_id, delivery)).toMatchObject({ id: delivery });
    expect(await deliveryStore(recording).load({ id: delivery, endpoint_id })).toMatchObject({ id: delivery });
    expect(await findEvent(recording, organization_id, event)).toMatchObject({ id: event });
    expect((await readStreams(recording, [delivery, event, endpoint_id])).size).toBe(2);
    expect(await mostWeeks()).toBeLessThanOrEqual(2);
  });

  it('of the sweep', async () => {
    const { delivery } = await publishAt(now);
    asked.length = 0;
    const { due } = await findDue(recording, { before: new Date(Date.now() + weekMs), after: null, limit: 10 });
    expect(due).toContainEqual(expect.objectContaining({ id: delivery }));
    expect(asked).toHaveLength(2);
    // All pending deliveries of this spec.
    await database.query('DELETE FROM pending_deliveries WHERE id <> $1', [delivery]);
    asked.length = 0;
    await findDue(recording, { before: new Date(Date.now() + weekMs), after: null, limit: 10 });
    expect(await mostWeeks()).toBeLessThanOrEqual(1);
  });

  it('of events that a repeated call returns', async () => {
    const { event: id, delivery } = await publishAt(old);
    asked.length = 0;
    const earlier = await EarlierEvents.find(recording, [{ organization_id, id }]);
    const views = await earlier.views(recording, [id]);
    expect(views.get(id)?.deliveries).toEqual([{ id: delivery, endpoint_id }]);
    expect(await mostWeeks()).toBeLessThanOrEqual(2);
  });

  it('of listeners and open pages, and the coming ones', async () => {
    const coming = 6;
    const after = firstIdAt('event', new Date(now - 60_000));
    await findListened(recording, [{ organization_id, after }]);
    await pageListened(recording, { organization_id, after, limit: 10 });
    expect(await mostWeeks()).toBeLessThanOrEqual(1 + coming);
    asked.length = 0;
    await loadFingerprints(recording, [organization_id]);
    expect(await mostWeeks()).toBeLessThanOrEqual(2 + coming);
  });

  it('of the deliveries of events, from the time of the event on', async () => {
    const recent = now - 3 * weekMs;
    const { event, delivery } = await publishAt(recent, now);
    asked.length = 0;
    const [state] = await summarizeOne(event);
    expect(state?.deliveries).toEqual([expect.objectContaining({ id: delivery })]);
    const { rows } = await listDeliveries(
      async (text, values) => (await recording.query(text, values)).rows as never,
      { organization_id, event_stream_id: event },
      { first: undefined, before: undefined },
      10,
      1_000,
    );
    expect(rows).toHaveLength(1);
    expect(await mostWeeks()).toBeLessThanOrEqual(4 + 6);
  });
});

const summarizeOne = async (event: string) => {
  const state = await findEvent(recording, organization_id, event);
  if (!state) throw new Error('there is no such event');
  return summarize(recording, [state], 10);
};

describe('with partitions of 200 weeks, a list begins with the newest', () => {
  const coming = 6;

  it('deliveries: stops in them if they fill the page, and finds older ones otherwise', async () => {
    const ids = [];
    for (let n = 0; n < 3; n++) ids.unshift((await publishAt(now)).delivery);
    const list = async (filter: object, limit: number, before?: string) => {
      asked.length = 0;
      const { rows } = await listDeliveries(
        async (text, values) => (await recording.query(text, values)).rows as never,
        { organization_id, ...filter },
        { first: undefined, before },
        limit,
        1_000,
      );
      return rows;
    };
    for (const filter of [
      {},
      { endpoint_id },
      { event_type: 'budget.exceeded' },
      { status: 'pending' as const },
      { endpoint_id, test: false },
    ]) {
      expect((await list(filter, 3)).map(({ id }) => id)).toEqual(ids);
      expect(asked).toHaveLength(1);
      expect(await mostWeeks()).toBeLessThanOrEqual(2 + coming);
    }
    const { delivery } = await publishAt(old);
    const all = await list({}, 1_000);
    expect(all.map(({ id }) => id)).toEqual(
      all
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    expect(all.map(({ id }) => id)).toContain(delivery);
    expect(asked.length).toBeGreaterThan(1);
    const page = await list({}, 1, idAt('delivery', old));
    expect(page.map(({ id }) => id)).toEqual([delivery]);
    expect(asked).toHaveLength(1);
    expect(await mostWeeks()).toBeLessThanOrEqual(2);
  });

  it('events: likewise', async () => {
    const ids = [];
    for (let n = 0; n < 3; n++) ids.unshift((await publishAt(now)).event);
    const { event } = await publishAt(old);
    const queries = new PublishedEventQueries(source.getRepository(publishedEventTable), database);
    const list = async (query: Record<string, string>): Promise<string[]> => {
      asked.length = 0;
      const parsed = parseInput(listEvents, { params: {}, body: {}, query }).query;
      return (await queries.list(organization_id, parsed)).data.map(({ id }) => id);
    };
    expect(await list({ limit: '2' })).toEqual(ids.slice(0, 2));
    expect(await mostWeeks()).toBeLessThanOrEqual(2 + coming);
    expect(await list({ limit: '100' })).toContain(event);
  });
});

it('a prepared statement locks the partitions of its weeks alone', async () => {
  const { delivery: id } = await publishAt(now);
  const locked = await database.transaction(async (sql) => {
    const loaded = (await loadAttempts(sql, [{ id, endpoint_id }])).get(id);
    if (!loaded) throw new Error('nothing was loaded');
    const change = deliveryChange(
      loaded.delivery,
      [{ type: 'ReplayRequested', data: { queue: 'replay' } }],
      new Date(),
    );
    // Once more, with the plan that is kept.
    await recordDeliveries(sql, [change]);
    await loadAttempts(sql, [{ id, endpoint_id }]);
    const { rows } = await sql.query<{ table: string }>(
      `SELECT DISTINCT relation::regclass::text AS table FROM pg_locks
        WHERE pid = pg_backend_pid() AND locktype = 'relation' AND relation::regclass::text ~ '_(whd|evt)_\\d{8}$'`,
    );
    return rows.map(({ table }) => table);
  });
  // Deliveries, their log, and the log of events in two weeks.
  expect(locked).toHaveLength(4);
});
