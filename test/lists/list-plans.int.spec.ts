import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventTypes, firstIdAt, listDeliveries, listEvents } from '@postrider/contracts';
import { defaultRetryPolicy } from '@postrider/domain';
import { Database, deliveryTable, migrate, publishedEventTable, rebuildReadModels } from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';
import type { DataSource } from 'typeorm';
import { DeliveryQueries } from '../../apps/gateway/src/deliveries/delivery-queries.js';
import { PublishedEventQueries } from '../../apps/gateway/src/events/published-event-queries.js';
import { storeDeliveries } from '../support/stored-deliveries.js';
import { parseInput } from '../../apps/gateway/src/http/operation-route.js';
import { type Explained, figuresOf, recordingDataSource } from './plan.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const count = 40_000;
const dayMs = 24 * 3_600_000;
const until = new Date();
const since = new Date(until.getTime() - 8 * dayMs);
const organization_id = newId('organization');
const [busy, quiet] = [newId('endpoint'), newId('endpoint')];
const others = Array.from({ length: 8 }, () => ({ id: newId('endpoint'), organization_id }));
const strangers = Array.from({ length: 4 }, () => ({ id: newId('endpoint'), organization_id: newId('organization') }));

const paths = ['data.paid', 'data.order_id'];

interface Statement {
  text: string;
  values: unknown[];
}

let name: string;
let source: DataSource;
let database: RecordingDatabase;
const statements: Statement[] = [];

class RecordingDatabase extends Database {
  override query: Database['query'] = (query, values = []) => {
    if (typeof query === 'string') statements.push({ text: query, values });
    return super.query(query, values);
  };
}

beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  name = created.name;
  await migrate(created.url);
  database = new RecordingDatabase({ url: created.url, size: 2, timeoutMs: 60_000, name: 'test' });
  const endpoints = [{ id: busy, organization_id }, ...others, { id: quiet, organization_id }, ...strangers];
  await storeDeliveries(database, { endpoints, count, since, until });
  await database.query(
    `INSERT INTO event_values (organization_id, path, value, id)
     SELECT organization_id, path, CASE path WHEN 'data.paid' THEN 'true' ELSE right(id, 4) END, id
       FROM published_events CROSS JOIN unnest($1::text[]) AS p (path)`,
    [paths],
  );
  await database.query(
    `INSERT INTO organizations (id, name, searchable_paths)
     SELECT id, 'Tenant', $2::text[] FROM unnest($1::text[]) AS o (id)
     UNION ALL SELECT 'org_' || n, 'Tenant', '{}' FROM generate_series(1, 5000) AS n`,
    [[organization_id], paths],
  );
  await database.query('VACUUM (ANALYZE)');
  source = recordingDataSource(created.url, statements);
  await source.initialize();
}, 60_000);
afterAll(async () => {
  await source.destroy();
  await database.end();
  await dropDatabase(adminUrl, name);
});

/** What the statements of a list came to, one by one, in the words of PostgreSQL. */
async function planned(list: () => Promise<{ data: unknown[] }>) {
  statements.length = 0;
  const { data } = await list();
  const plans = [];
  for (const { text, values } of [...statements]) {
    const explained = await source.query<Explained>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    plans.push(figuresOf(explained));
  }
  return { data, plans };
}

const inputOf = (query: Record<string, string>) => ({ params: {}, body: {}, query });

const deliveries = (query: Record<string, string>) => {
  const queries = new DeliveryQueries(source.getRepository(deliveryTable), database, {
    retries: defaultRetryPolicy,
    lists: { searchMax: mostCompared },
  });
  return () => queries.list(organization_id, parseInput(listDeliveries, inputOf(query)).query);
};
const events = (query: Record<string, string>) => {
  const queries = new PublishedEventQueries(source.getRepository(publishedEventTable), database);
  return () => queries.list(organization_id, parseInput(listEvents, inputOf(query)).query);
};

/** Every choice of one of the values or none for each filter. */
function combinations(values: Record<string, string[]>): Record<string, string>[] {
  return Object.entries(values).reduce<Record<string, string>[]>(
    (chosen, [filter, choices]) =>
      chosen.flatMap((others) => [others, ...choices.map((choice) => ({ ...others, [filter]: choice }))]),
    [{}],
  );
}

const types = [eventTypes[0].type, eventTypes[eventTypes.length - 1]?.type ?? ''];
const cursors = (kind: 'delivery' | 'event'): string[] =>
  [0.9, 0.1].map((share) => {
    const at = new Date(since.getTime() + share * (until.getTime() - since.getTime()));
    return Buffer.from(firstIdAt(kind, at)).toString('base64url');
  });

/** A page is 50 rows. */
const page = 300;
const mostCompared = 4_000;
/** Where one index finds the rows of a filter and another filter leaves most of them out, more are read, but never all. */
const severalFilters = count / 8;
const mostSorted = 1_000;

/** Whether an index knows all the filters, so that little more than the page is read. */
function isIndexed({ endpoint_id, status, event_type }: Record<string, string>): boolean {
  if (event_type !== undefined) return endpoint_id === undefined && status === undefined;
  return endpoint_id === undefined || status !== 'delivered';
}

function expectByIndex(plans: ReturnType<typeof figuresOf>[], query: Record<string, string>): void {
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) {
    expect(plan.wholeTables).toEqual([]);
    expect(plan.rowsRead).toBeLessThan(isIndexed(query) ? page : severalFilters);
    expect(plan.rowsSorted).toBeLessThan(mostSorted);
  }
}

it('stored deliveries are what their streams add up to', async () => {
  const created = await createDatabase(adminUrl);
  await migrate(created.url);
  const small = new Database({ url: created.url, size: 2, timeoutMs: 60_000, name: 'test' });
  try {
    await storeDeliveries(small, {
      endpoints: others,
      count: 2_000,
      since: new Date(until.getTime() - 2 * dayMs),
      until,
    });
    const { rows } = await small.query('SELECT status FROM deliveries GROUP BY 1 ORDER BY 1');
    expect(rows).toEqual([{ status: 'delivered' }, { status: 'failed' }, { status: 'pending' }]);
    const reports = await rebuildReadModels(small);
    expect(reports).toContainEqual({ table: 'deliveries', streams: 2_000, repaired: 0 });
    expect(reports).toContainEqual({ table: 'published_events', streams: 2_000, repaired: 0 });
  } finally {
    await small.end();
    await dropDatabase(adminUrl, created.name);
  }
});

it('each combination of filters finds a page of deliveries by an index, wherever the page is', async () => {
  const filters = {
    endpoint_id: [busy, quiet],
    status: ['delivered', 'failed', 'pending'],
    event_type: types,
    cursor: cursors('delivery'),
  };
  let found = 0;
  for (const query of combinations(filters)) {
    const { data, plans } = await planned(deliveries(query));
    expectByIndex(plans, query);
    found += data.length;
  }
  expect(found).toBeGreaterThan(1_000);
});

it('a time range finds a page of deliveries by an index, with each of the filters', async () => {
  const at = (share: number): string =>
    new Date(since.getTime() + share * (until.getTime() - since.getTime())).toISOString();
  const filters = { endpoint_id: [busy], status: ['delivered', 'failed'], event_type: types.slice(0, 1) };
  for (const query of combinations(filters)) {
    const { data, plans } = await planned(deliveries({ ...query, since: at(0.3), until: at(0.6) }));
    expectByIndex(plans, query);
    expect(data.length).toBeGreaterThan(0);
  }
});

it('filters that no index knows are compared with a limited number of deliveries, whatever they match', async () => {
  const filters = {
    endpoint_id: [busy],
    status: ['delivered', 'failed', 'pending'],
    event_type: types.slice(0, 1),
    cursor: cursors('delivery').slice(0, 1),
  };
  const rare = [
    { response_status: '418' },
    { response_class: '3xx' },
    { failure_reason: 'tls_error' },
    { min_attempts: '1000' },
    { min_duration_ms: '60000' },
    { test: 'true' },
    { replayed: 'true' },
  ];
  for (const query of combinations(filters)) {
    for (const one of rare) {
      const { data, plans } = await planned(deliveries({ ...query, ...one }));
      expect(data).toEqual([]);
      expect(plans.flatMap(({ wholeTables }) => wholeTables)).toEqual([]);
      const read = plans.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
      // A pending delivery is read from two tables.
      expect(read).toBeLessThanOrEqual(2 * mostCompared);
    }
  }
});

it('a search that reached its limit goes on behind its cursor, and finds each match once', async () => {
  const list = async (query: Record<string, string>) => {
    const ids: string[] = [];
    let [cursor, calls]: [string | null, number] = [null, 0];
    do {
      const page = await deliveries({ ...query, ...(cursor !== null && { cursor }) })();
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
      calls += 1;
    } while (cursor !== null);
    return { ids, calls };
  };
  const query = { failure_reason: 'timeout', min_attempts: '1' };
  await database.query(
    `UPDATE deliveries SET failure_reason = 'timeout' WHERE id IN (
       SELECT id FROM deliveries WHERE organization_id = $1 AND attempt_count > 0 AND status = 'failed'
        ORDER BY id OFFSET 20 LIMIT 7)`,
    [organization_id],
  );
  const { rows } = await database.query<{ id: string }>(
    `SELECT id FROM deliveries WHERE organization_id = $1 AND failure_reason = 'timeout' AND attempt_count >= 1
      ORDER BY id DESC`,
    [organization_id],
  );
  const found = await list({ ...query, limit: '3' });
  expect(found.ids).toEqual(rows.map(({ id }) => id));
  expect(found.calls).toBeGreaterThan(found.ids.length / 3);
});

it('the deliveries of an event are found by an index, with every other filter', async () => {
  const { rows } = await database.query<{ event_id: string }>(
    'SELECT event_id FROM deliveries WHERE endpoint_id = $1 ORDER BY id LIMIT 1',
    [busy],
  );
  const filters = { status: ['delivered', 'failed'], event_type: types, endpoint_id: [busy] };
  for (const query of combinations(filters)) {
    const { plans } = await planned(deliveries({ ...query, event_id: rows[0]?.event_id ?? '' }));
    // Whatever the other filters are: an event has few deliveries.
    expectByIndex(plans, {});
  }
});

it('events without subscribers are found by an index, with and without a type', async () => {
  await database.query(
    `UPDATE published_events SET delivery_count = 0 WHERE id IN (
       SELECT id FROM published_events WHERE organization_id = $1 ORDER BY id OFFSET 1000 LIMIT 60)`,
    [organization_id],
  );
  await database.query('VACUUM (ANALYZE) published_events');
  for (const query of combinations({ event_type: types, cursor: cursors('event').slice(0, 1) })) {
    const { data, plans } = await planned(events({ ...query, delivered_to: 'nobody' }));
    expect(data.length).toBeGreaterThan(0);
    expectByIndex(plans, query);
  }
});

it('each combination of filters finds a page of events by an index, and their deliveries', async () => {
  for (const query of combinations({ event_type: types, cursor: cursors('event') })) {
    const { data, plans } = await planned(events(query));
    expect(data).toHaveLength(50);
    expectByIndex(plans, query);
  }
});

it('events are found by a value in their payload by an index, with every other filter', async () => {
  const { rows } = await database.query<{ value: string }>(
    `SELECT value FROM event_values WHERE organization_id = $1 AND path = 'data.order_id' ORDER BY id OFFSET 5000 LIMIT 1`,
    [organization_id],
  );
  const few = { 'data.order_id': rows[0]?.value ?? '' };
  for (const query of combinations({ event_type: types, cursor: cursors('event') })) {
    const every = await planned(events({ ...query, 'data.paid': 'true' }));
    expect(every.data).toHaveLength(50);
    expectByIndex(every.plans, query.event_type === undefined ? {} : { ...query, status: 'delivered' });
    expectByIndex((await planned(events({ ...query, ...few }))).plans, {});
  }
  const { data } = await planned(events(few));
  expect(data.length).toBeGreaterThan(0);
  expect(data.length).toBeLessThan(50);
});
