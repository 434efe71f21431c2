import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { firstIdAt } from '@postrider/contracts';
import {
  Database,
  ensurePartitions,
  findDue,
  findInactiveEndpoints,
  findStalePending,
  findPendingOf,
  findMissingPending,
  repairPending,
  migrate,
  type Sql,
} from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';
import { planned, plannedEach, preparedBefore, type PlanFigures } from './plan.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const backlog = 10_000;
const limit = 100;
/** Endpoints and indexes have a root and a few levels. */
const mostRead = 4 * limit;
const organization_id = newId('organization');
/** Sorts before all others: a walk from the front meets the backlog first. */
const busy = firstIdAt('endpoint', new Date(0));
const before = new Date(Date.now() + 60_000);

let template: string;
let name: string | undefined;
let database: Database;

beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  template = created.name;
  await migrate(created.url);
  const empty = new Database({ url: created.url, size: 1, timeoutMs: 60_000, name: 'test' });
  await ensurePartitions(empty);
  await empty.end();
}, 60_000);
afterEach(async () => {
  await database.end();
  if (name !== undefined) await dropDatabase(adminUrl, name);
});
afterAll(() => dropDatabase(adminUrl, template));

async function open(): Promise<void> {
  const created = await createDatabase(adminUrl, undefined, { template });
  name = created.name;
  database = new Database({ url: created.url, size: 2, timeoutMs: 60_000, name: 'test' });
}

/** One active endpoint with all of the backlog; every other one is inactive and has three deliveries pending. */
async function fill(endpoints: number): Promise<string[]> {
  const inactive = Array.from({ length: endpoints - 1 }, () => newId('endpoint'));
  await database.query(
    `INSERT INTO endpoints (id, organization_id, version, url, event_types, active, format, secrets, created_at, updated_at)
     SELECT id, $2, 1, 'https://example.com', '{}', id = $3, 'json', '[]', now(), now() FROM unnest($1::text[]) AS e (id)`,
    [[busy, ...inactive], organization_id, busy],
  );
  await deliver([...Array<string>(backlog).fill(busy), ...inactive.flatMap((id) => [id, id, id])]);
  return inactive;
}

/** A pending delivery to each of these endpoints. */
async function deliver(endpoints: readonly string[]): Promise<void> {
  await database.query(
    `WITH added AS (
       INSERT INTO deliveries (id, organization_id, version, endpoint_id, event_id, event_stream_id, event_type, test,
              own_payload, status, attempt_count, created_at, next_attempt_at, queue, budget_started_at, budget_attempts)
       SELECT id, $2, 1, endpoint, id, id, 'some.type', false, false, 'pending', 0, now(), now(), 'deliver', now(), 0
         FROM unnest($1::text[], $3::text[]) AS d (id, endpoint)
       RETURNING organization_id, id, endpoint_id, next_attempt_at)
     INSERT INTO pending_deliveries SELECT * FROM added`,
    [endpoints.map(() => newId('delivery')), organization_id, endpoints],
  );
}

const noKey = { organization_id: '', id: '' };
const all = { weeks: { from: undefined, to: undefined }, first: '' };

function expectBounded({ wholeTables, rowsRead, rowsSorted }: PlanFigures): void {
  expect(wholeTables).toEqual([]);
  expect(rowsRead).toBeLessThan(mostRead);
  expect(rowsSorted).toBeLessThanOrEqual(limit);
}

it.each([1, 2, 40, 300])(
  'a page of the sweep reads a page, with %d endpoints, one of which has the whole backlog',
  async (endpoints) => {
    await open();
    const inactive = await fill(endpoints);
    await expectPages(inactive);
    await database.query('VACUUM (ANALYZE)');
    await expectPages(inactive);
  },
);

async function expectPages(inactive: readonly string[]): Promise<void> {
  const first = await plannedEach(database, (sql) => findDue(sql, { before, after: null, limit }));
  expect(first.found.due).toHaveLength(limit);
  first.plans.forEach(expectBounded);
  const second = await plannedEach(database, (sql) => findDue(sql, { before, after: first.found.next, limit }));
  expect(second.found.due).toHaveLength(limit);
  second.plans.forEach(expectBounded);

  const walked = await planned(database, (sql) => findInactiveEndpoints(sql, { after: '', limit }));
  expect(walked.found).toHaveLength(Math.min(limit, inactive.length));
  expectBounded(walked);
  const unlisted = await planned(database, (sql) => findMissingPending(sql, { ...all, after: noKey, limit }));
  expect(unlisted.found).toEqual({ wrong: [], next: { organization_id, id: expect.stringMatching(/^whd_/) } });
  expectBounded(unlisted);
  const mislisted = await planned(database, (sql) => findStalePending(sql, { after: noKey, limit }));
  expect(mislisted.found).toEqual({ wrong: [], next: { organization_id, id: expect.stringMatching(/^whd_/) } });
  expectBounded(mislisted);
  const keys = first.found.due.map(({ id }) => ({ organization_id, id }));
  const mended = await planned(database, (sql) => repairPending(sql, keys));
  expect(mended.found).toEqual({ added: 0, corrected: 0, removed: 0 });
  expectBounded(mended);
  for (const endpointId of [busy, ...inactive.slice(0, 1)]) {
    const page = await planned(database, (sql) => findPendingOf(sql, { endpointId, after: '', limit }));
    expect(page.found).toHaveLength(endpointId === busy ? limit : 3);
    expectBounded(page);
  }
}

it('plans that were made while the tables were empty read a page of a backlog', async () => {
  await open();
  const questions = [
    (sql: Sql) => findDue(sql, { before, after: null, limit }),
    (sql: Sql) => findInactiveEndpoints(sql, { after: '', limit }),
    (sql: Sql) => findPendingOf(sql, { endpointId: busy, after: '', limit }),
    (sql: Sql) => findMissingPending(sql, { ...all, after: noKey, limit }),
    (sql: Sql) => findStalePending(sql, { after: noKey, limit }),
  ];
  const plans = await preparedBefore(database, questions, () => fill(40));
  expect(plans).toHaveLength(questions.length);
  plans.forEach(expectBounded);
});

it('inactive endpoints with nothing pending are walked through by pages', async () => {
  await open();
  await fill(2);
  await database.query(
    `INSERT INTO endpoints (id, organization_id, version, url, event_types, active, format, secrets, created_at, updated_at)
     SELECT 'whe_' || lpad(n::text, 26, '0'), $1, 1, 'https://example.com', '{}', false, 'json', '[]', now(), now()
       FROM generate_series(1, 10000) AS n`,
    [organization_id],
  );
  const page = await planned(database, (sql) => findInactiveEndpoints(sql, { after: '', limit }));
  expect(page.found.filter(({ has_pending }) => has_pending)).toEqual([]);
  expectBounded(page);
});
