import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventTypes } from '@postrider/contracts';
import {
  countDeliveries,
  countEvents,
  Database,
  findUncounted,
  migrate,
  nextDeliveries,
  nextEvents,
  takeBulkTurn,
  takeExportTurn,
  type BulkFilter,
} from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';
import { storeDeliveries } from '../support/stored-deliveries.js';
import { plannedEach, type PlanFigures } from './plan.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const count = 30_000;
const limit = 100;
/** Ids that are looked at for one page where no index knows the whole filter. */
const maxIdsRead = 2_000;
const until = new Date();
const since = new Date(until.getTime() - 8 * 24 * 3_600_000);
const organization_id = newId('organization');
/** The first has most of the deliveries. */
const [busy, quiet] = [newId('endpoint'), newId('endpoint')];
const stranger = { id: newId('endpoint'), organization_id: newId('organization') };

let name: string;
let database: Database;

beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  name = created.name;
  await migrate(created.url);
  database = new Database({ url: created.url, size: 2, timeoutMs: 60_000, name: 'test' });
  const endpoints = [...Array<string>(20).fill(busy), quiet].map((id) => ({ id, organization_id }));
  await storeDeliveries(database, { endpoints: [...endpoints, stranger], count, since, until });
  await database.query(
    `INSERT INTO endpoints (id, organization_id, version, url, event_types, active, format, secrets, created_at, updated_at)
     SELECT id, organization_id, 1, 'https://example.com', '{}', true, 'json', '[]', now(), now()
       FROM unnest($1::text[], $2::text[]) AS e (id, organization_id)`,
    [
      [busy, quiet, stranger.id],
      [organization_id, organization_id, stranger.organization_id],
    ],
  );
  await database.query(
    `INSERT INTO bulk_operations (id, organization_id, kind, status, filter, position, bound, total)
     SELECT 'blk_' || n, $1, 'replay', CASE WHEN n % 1000 = 0 THEN 'running' ELSE 'completed' END, '{}', '', '', 1
       FROM generate_series(1, 10000) AS n`,
    [organization_id],
  );
}, 60_000);
afterAll(async () => {
  await database.end();
  await dropDatabase(adminUrl, name);
});

const rangeOf = (filter: BulkFilter) => ({ organization_id, filter, position: 'whd_', bound: 'whd`' });
const events = { ...rangeOf({ endpoint_id: busy }), position: 'evt_', bound: 'evt`' };

function expectBounded(plans: readonly PlanFigures[], most: number): void {
  expect(plans.length).toBeGreaterThan(0);
  for (const { wholeTables, rowsRead, rowsSorted } of plans) {
    expect(wholeTables).toEqual([]);
    expect(rowsRead).toBeLessThan(most);
    expect(rowsSorted).toBeLessThanOrEqual(maxIdsRead);
  }
}

const indexed: BulkFilter[] = [undefined, busy, quiet, stranger.id].flatMap((endpoint_id) =>
  ([undefined, 'pending', 'delivered', 'failed'] as const).flatMap((status) =>
    [undefined, eventTypes[0].type, 'of.no_delivery'].map((event_type) => ({ endpoint_id, status, event_type })),
  ),
);
/** The second matches nothing. */
const searches = [{ min_attempts: 0 }, { response_class: 5, failure_reason: 'timeout', test: true }] as const;
const filters: BulkFilter[] = [
  ...indexed,
  ...searches.flatMap((search) =>
    indexed.filter(({ event_type }) => event_type === undefined).map((filter) => ({ ...filter, search })),
  ),
];

describe.each(['without statistics', 'with statistics'])('%s', (statistics) => {
  beforeAll(async () => {
    if (statistics === 'with statistics') await database.query('VACUUM (ANALYZE)');
  });

  it('a page of a bulk replay, and a part of its count, read a page, whatever its filters are', async () => {
    let found = 0;
    for (const filter of filters) {
      const range = rangeOf(filter);
      const page = await plannedEach(database, (sql) => nextDeliveries(sql, range, limit));
      expectBounded(page.plans, 2 * maxIdsRead + 4 * limit);
      found += page.found.candidates.length;
      const part = await plannedEach(database, (sql) => countDeliveries(sql, range, 500));
      expectBounded(part.plans, 4 * 500);
    }
    expect(found).toBeGreaterThan(1_000);
  });

  it('a page of a bulk replay of one event, or of chosen deliveries, reads those', async () => {
    const { rows } = await database.query<{ id: string; event_stream_id: string }>(
      'SELECT id, event_stream_id FROM deliveries WHERE endpoint_id = $1 ORDER BY id LIMIT 50',
      [busy],
    );
    for (const filter of [
      { event_stream_id: rows[0]?.event_stream_id },
      { delivery_ids: rows.map(({ id }) => id), status: 'delivered' as const },
    ]) {
      const { plans, found } = await plannedEach(database, (sql) => nextDeliveries(sql, rangeOf(filter), limit));
      expect(found.candidates.length).toBeGreaterThan(0);
      expectBounded(plans, 4 * limit);
    }
  });

  it('a page of a recovery, and a part of its count, read a page', async () => {
    const page = await plannedEach(database, (sql) => nextEvents(sql, events, limit));
    expect(page.found.candidates).toHaveLength(limit);
    expectBounded(page.plans, 6 * limit);
    const part = await plannedEach(database, (sql) => countEvents(sql, events, limit));
    expect(part.found.matches).toBe(limit);
    expectBounded(part.plans, 2 * limit);
  });

  it('the next turn is found among the running operations', async () => {
    const turn = await plannedEach(database, (sql) => takeBulkTurn(sql));
    expect(turn.found).toMatch(/^blk_\d*000$/);
    expectBounded(turn.plans, 20);
    const exported = await plannedEach(database, (sql) => takeExportTurn(sql));
    expectBounded(exported.plans, 20);
    const uncounted = await plannedEach(database, (sql) => findUncounted(sql, ''));
    expectBounded(uncounted.plans, 20);
  });
});
