import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { firstIdAt } from '@postrider/contracts';
import { Database, findListened, loadListened, migrate, pageListened } from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';
import { storeDeliveries } from '../support/stored-deliveries.js';
import { planned } from './plan.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const count = 20_000;
const until = new Date();
const since = new Date(until.getTime() - 8 * 24 * 3_600_000);
const organization_id = newId('organization');
const stranger = newId('organization');
const endpoint = { id: newId('endpoint'), organization_id };

let name: string;
let database: Database;

beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  name = created.name;
  await migrate(created.url);
  database = new Database({ url: created.url, size: 2, timeoutMs: 60_000, name: 'test' });
  const endpoints = [endpoint, { id: newId('endpoint'), organization_id: stranger }];
  await storeDeliveries(database, { endpoints, count, since, until });
  await database.query('VACUUM (ANALYZE)');
}, 60_000);
afterAll(async () => {
  await database.end();
  await dropDatabase(adminUrl, name);
});

const share = (part: number): string =>
  firstIdAt('event', new Date(since.getTime() + part * (until.getTime() - since.getTime())));

it('the look for fresh events reads little but what is fresh, for organizations with any and without', async () => {
  const after = share(0.999);
  const watched = [organization_id, stranger, newId('organization')].map((id) => ({ organization_id: id, after }));
  const { found, wholeTables, rowsRead } = await planned(database, (sql) => findListened(sql, watched));
  expect(found.length).toBeGreaterThan(5);
  expect(wholeTables).toEqual([]);
  // Each organization may come across the fresh events of all.
  expect(rowsRead).toBeLessThan((watched.length + 1) * found.length);
});

it.each([0, 0.5, 0.9])('a page of what a listener missed is found by an index (behind %d of all)', async (part) => {
  const page = { organization_id, after: share(part), limit: 500 };
  const { found, wholeTables, rowsRead, rowsSorted } = await planned(database, (sql) => pageListened(sql, page));
  expect(found).toHaveLength(500);
  expect(wholeTables).toEqual([]);
  expect(rowsRead).toBeLessThan(1_100);
  expect(rowsSorted).toBeLessThan(1_100);
});

it.each([endpoint.id, null])('the contents of events are read by their ids (for endpoint %s)', async (endpoint_id) => {
  const events = await pageListened(database, { organization_id, after: share(0.5), limit: 20 });
  const ids = events.map(({ id }) => id);
  const { found, wholeTables, rowsRead } = await planned(database, (sql) =>
    loadListened(sql, { organization_id, ids, endpoint_id }),
  );
  expect(found.map(({ id }) => id)).toEqual(ids);
  expect(wholeTables).toEqual([]);
  expect(rowsRead).toBeLessThan(200);
});
