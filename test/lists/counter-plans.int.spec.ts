import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { overviewLimits } from '@postrider/contracts';
import {
  Database,
  rollUpCounters,
  loadArrivals,
  loadBuckets,
  loadBucketsOfEndpoints,
  loadCompletions,
  loadCustomerFingerprints,
  loadDegraded,
  loadEndpointFacts,
  loadEndpointHours,
  loadEndpointMetrics,
  loadEndpointMetricsLately,
  loadFailing,
  loadFailures,
  loadFailuresOfEndpoints,
  loadFingerprints,
  loadFirstAttemptPeriods,
  loadFirstAttempts,
  loadPending,
  loadPendingByCreation,
  loadPendingOfEndpoints,
  loadResponseTimes,
  loadResponseTimesOfEndpoints,
  loadTopEndpoints,
  loadTopEndpointsLately,
  loadTopEventTypes,
  loadTopOfEndpoints,
  migrate,
  periods,
  windowStart,
} from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';
import { storeDeliveries } from '../support/stored-deliveries.js';
import { planned, type PlanFigures } from './plan.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const hourMs = 3_600_000;
const until = new Date();
const lately = new Date(until.getTime() - 20 * hourMs);
const since = new Date(until.getTime() - 8 * 24 * hourMs);

const ofOrganization = (count: number) => {
  const organization_id = newId('organization');
  return Array.from({ length: count }, () => ({ id: newId('endpoint'), organization_id }));
};
const [busy, quiet, asleep] = [ofOrganization(8), ofOrganization(1), ofOrganization(4)];
const strangers = Array.from({ length: 300 }, () => ofOrganization(10));
const organizationOf = ([endpoint]: { organization_id: string }[]): string => endpoint?.organization_id ?? '';
const busyOrganization = organizationOf(busy);
const idsOf = (endpoints: readonly { id: string }[]): string[] => endpoints.map(({ id }) => id);
const watched: [string, typeof busy][] = [
  ['busy', busy],
  ['quiet', quiet],
  ['asleep', asleep],
];

/** What batches have counted since sums were last made. */
const waiting = 6_000;
const perOrganization = { keys: 30, operations: 60 };
/** Bulk operations that a fingerprint tells of. */
const latestOperations = 20;

let name: string;
let database: Database;

beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  name = created.name;
  await migrate(created.url);
  database = new Database({ url: created.url, size: 2, timeoutMs: 60_000, name: 'test' });
  await storeOrganizations();
  const some = strangers.slice(0, 40).flat();
  await storeDeliveries(database, { endpoints: [...asleep, ...busy, ...some], count: 10_000, since, until: lately });
  const awake = [...busy, ...some.slice(0, 4), ...quiet];
  await storeDeliveries(database, { endpoints: awake, count: 30_000, since: lately, until, salt: 'lately' });
  await storeCounters('created_at');
  while ((await rollUpCounters(database, 100_000)) > 0);
  await storeCounters('now()', waiting);
  await database.query('VACUUM (ANALYZE)');
}, 90_000);
afterAll(async () => {
  await database.end();
  await dropDatabase(adminUrl, name);
});

/** Each with its endpoints, of which every second one fails, its keys and its bulk operations. */
async function storeOrganizations(): Promise<void> {
  const endpoints = [busy, quiet, asleep, ...strangers].flat();
  const organizations = [...new Set(endpoints.map(({ organization_id }) => organization_id))];
  await database.query("INSERT INTO organizations (id, name) SELECT id, 'Tenant' FROM unnest($1::text[]) AS o (id)", [
    organizations,
  ]);
  await database.query(
    `INSERT INTO endpoints (id, organization_id, version, url, event_types, active, format, secrets, created_at, updated_at)
     SELECT id, organization_id, 1, 'https://example.com', '{}', true, 'json', '[]', now(), now()
       FROM unnest($1::text[], $2::text[]) AS e (id, organization_id)`,
    [idsOf(endpoints), endpoints.map(({ organization_id }) => organization_id)],
  );
  await database.query(
    `INSERT INTO failing_endpoints (endpoint_id, since)
     SELECT id, now() - i * interval '1 second' FROM unnest($1::text[]) WITH ORDINALITY AS f (id, i) WHERE i % 2 = 1`,
    [idsOf(endpoints)],
  );
  await database.query(
    `INSERT INTO api_keys (id, organization_id, kind, hash, last_four)
     SELECT o.id || n, o.id, 'project', sha256((o.id || n)::bytea), '0000'
       FROM unnest($1::text[]) AS o (id) CROSS JOIN generate_series(1, $2) AS n`,
    [organizations, perOrganization.keys],
  );
  await database.query(
    `INSERT INTO bulk_operations (id, organization_id, kind, status, filter, position, bound, total)
     SELECT o.id || n, o.id, 'replay', 'completed', '{}', '', '', 1
       FROM unnest($1::text[]) AS o (id) CROSS JOIN generate_series(1, $2) AS n`,
    [organizations, perOrganization.operations],
  );
}

/** What batches count of the newest deliveries' attempts. */
async function storeCounters(at: string, limit: number | null = null): Promise<void> {
  await database.query(
    `INSERT INTO attempt_counters (organization_id, endpoint_id, minute, delivered, failed_attempts, retried, failed,
                                  first_attempts, failed_first_attempts, durations, failures, last_failure)
     SELECT organization_id, endpoint_id, date_trunc('minute', ${at}), (status = 'delivered')::int,
            (status <> 'delivered')::int, (status = 'pending')::int, (status = 'failed')::int,
            1, (status <> 'delivered')::int, ARRAY[10 + abs(hashtext(id)) % 30],
            CASE WHEN status <> 'delivered' THEN ARRAY['http_error 503'] END,
            CASE WHEN status <> 'delivered'
                 THEN to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ' http_error 503' END
       FROM deliveries ORDER BY id DESC LIMIT $1`,
    [limit],
  );
}

async function countOf(table: string, condition: string, values: unknown[]): Promise<number> {
  const { rows } = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table} WHERE ${condition}`,
    values,
  );
  return rows[0]?.n ?? 0;
}

const waitingOf = (organization_id: string): Promise<number> =>
  countOf('attempt_counters', 'organization_id = $1', [organization_id]);

function expectByIndex({ wholeTables, wholeIndexes, rowsRead }: PlanFigures, most: number): void {
  expect(wholeTables).toEqual([]);
  expect(wholeIndexes).toEqual([]);
  // Of each table a few rows may be read for nothing.
  expect(rowsRead).toBeLessThan(most + 20);
}

function expectMetrics({ wholeTables, wholeIndexes, rowsRead }: PlanFigures, rows: number, unfolded: number): void {
  expect({ wholeTables, wholeIndexes }).toEqual({ wholeTables: [], wholeIndexes: [] });
  expect(rowsRead).toBeLessThan(rows + unfolded + 20);
}

describe.each(watched)('of an organization that is %s', (_name, endpoints) => {
  const organization_id = organizationOf(endpoints);
  const ids = idsOf(endpoints);

  it.each([
    ['an hour', 1, periods.minute],
    ['a day', 24, periods.minute],
    ['a week', 7 * 24, periods.hour],
  ])('the counts and response times of %s are found by an index', async (_range, hours, seconds) => {
    const from = new Date(until.getTime() - hours * hourMs);
    const range = { organization_id, from, to: new Date(until.getTime() + hourMs), seconds };
    const inRange = 'organization_id = $1 AND seconds = $2 AND start >= $3 AND start < $4';
    const values = [organization_id, seconds, range.from, range.to];
    const unfolded = await waitingOf(organization_id);
    const buckets = await planned(database, (sql) => loadBuckets(sql, range, seconds));
    expectByIndex(buckets, (await countOf('organization_periods', inRange, values)) + unfolded);
    const times = await planned(database, (sql) => loadResponseTimes(sql, range));
    expectByIndex(times, (await countOf('organization_durations', inRange, values)) + unfolded);
    const failures = await planned(database, (sql) => loadFailures(sql, range, 20));
    const periodsRead = await countOf('organization_periods', inRange, values);
    expectByIndex(failures, 2 * (periodsRead + unfolded) + failures.found.length);
    if (hours > 1) expect(buckets.found.length).toBeGreaterThan(10);
  });

  it('no more pending deliveries are read than are counted', async () => {
    const plan = await planned(database, (sql) => loadPending(sql, organization_id, 1_000));
    expect(plan.found.oldest).not.toBeNull();
    expectByIndex(plan, plan.found.pending);
  });

  it('failing endpoints are found among those of the organization', async () => {
    const plan = await planned(database, (sql) => loadFailing(sql, organization_id, overviewLimits.failingEndpoints));
    expect(plan.found.length).toBeGreaterThan(0);
    expectByIndex(plan, 2 * endpoints.length);
  });

  it('what is known of its endpoints is found by an index', async () => {
    const sums = await countOf('endpoint_hours', 'endpoint_id = ANY($1)', [ids]);
    const unfolded = await waitingOf(organization_id);
    const most = 100;
    const facts = await planned(database, (sql) => loadEndpointFacts(sql, { organization_id, ids, limit: most }));
    expect([...facts.found.values()].every(({ last_failure }) => last_failure !== null)).toBe(true);
    expectByIndex(facts, sums + unfolded + ids.length * (most + 2));
    const from = new Date(until.getTime() - overviewLimits.hours * hourMs);
    const hours = await planned(database, (sql) => loadEndpointHours(sql, { organization_id, ids, from }));
    expect(hours.found.length).toBeGreaterThan(0);
    expectByIndex(
      hours,
      (await countOf('endpoint_hours', 'endpoint_id = ANY($1) AND start >= $2', [ids, from])) + unfolded,
    );
  });

  it('the first attempts of the last hour are found by an index, and the endpoints of which many fail', async () => {
    const from = windowStart(until, hourMs);
    const unfolded = await waitingOf(organization_id);
    const rows = await countOf('endpoint_periods', 'organization_id = $1 AND start >= $2', [organization_id, from]);
    const attempts = await planned(database, (sql) =>
      loadFirstAttempts(sql, { organization_id, ids, from, now: until }),
    );
    expectByIndex(attempts, rows + unfolded);
    const hours = await countOf('endpoint_hours', 'endpoint_id = ANY($1)', [ids]);
    const periods = await planned(database, (sql) =>
      loadFirstAttemptPeriods(sql, { organization_id, ids, from, now: until }),
    );
    expect(periods.found.size).toBeGreaterThan(0);
    expectByIndex(periods, rows + hours + unfolded);
    const given = { organization_id, from, share: 0.1, minAttempts: 1, limit: 20 };
    expectByIndex(await planned(database, (sql) => loadDegraded(sql, given)), rows + unfolded + 3 * ids.length);
  });

  it('its most active endpoints are found by an index', async () => {
    const unfolded = await waitingOf(organization_id);
    const to = new Date(until.getTime() + hourMs);
    const ofDay = { organization_id, from: new Date(until.getTime() - 24 * hourMs), to, limit: 10 };
    const hours = await countOf('endpoint_hours', 'endpoint_id = ANY($1) AND start >= $2', [ids, ofDay.from]);
    const day = await planned(database, (sql) => loadTopEndpoints(sql, ofDay));
    expectByIndex(day, hours + 2 * unfolded + 2 * ids.length);
    const ofHour = { ...ofDay, from: windowStart(until, hourMs) };
    const values = [organization_id, ofHour.from];
    const lately = await countOf('endpoint_periods', 'organization_id = $1 AND start >= $2', values);
    const hour = await planned(database, (sql) => loadTopEndpointsLately(sql, ofHour));
    expectByIndex(hour, lately + 2 * unfolded + 2 * ids.length);
  });

  it('what its endpoints have in common is found by an index', async () => {
    const unfolded = await waitingOf(organization_id);
    const to = new Date(until.getTime() + hourMs);
    const day = { organization_id, ids, from: new Date(until.getTime() - 24 * hourMs), to, seconds: periods.hour };
    const hour = { ...day, from: windowStart(until, hourMs), seconds: periods.fiveMinutes };
    const hours = await countOf('endpoint_hours', 'endpoint_id = ANY($1) AND start >= $2', [ids, day.from]);
    const lately = await countOf('endpoint_periods', 'organization_id = $1 AND start >= $2', [
      organization_id,
      hour.from,
    ]);
    for (const [of, rows] of [
      [day, hours],
      [hour, lately],
    ] as const) {
      expectByIndex(await planned(database, (sql) => loadBucketsOfEndpoints(sql, of)), rows + unfolded);
      // Each row has some entries.
      const entries = 20;
      expectByIndex(await planned(database, (sql) => loadFailuresOfEndpoints(sql, of)), entries * (rows + unfolded));
      expectByIndex(
        await planned(database, (sql) => loadResponseTimesOfEndpoints(sql, of)),
        entries * (rows + unfolded),
      );
      const top = await planned(database, (sql) => loadTopOfEndpoints(sql, { ...of, limit: 10 }));
      expectByIndex(top, rows + 2 * unfolded + 2 * ids.length);
    }
    const pending = await planned(database, (sql) => loadPendingOfEndpoints(sql, ids, 50));
    expectByIndex(pending, 52 * ids.length);
    const given = { organization_id, ids, from: hour.from, share: 0.1, minAttempts: 1, limit: 20 };
    expectByIndex(await planned(database, (sql) => loadDegraded(sql, given)), lately + unfolded + 3 * ids.length);
    const failing = await planned(database, (sql) => loadFailing(sql, organization_id, 20, ids));
    expectByIndex(failing, 2 * ids.length);
  });

  it('no more of the newest events and deliveries are read than are looked at', async () => {
    const of = { organization_id, from: new Date(until.getTime() - 24 * hourMs), to: until, limit: 100 };
    const arrivals = await planned(database, (sql) => loadArrivals(sql, of));
    expectByIndex(arrivals, arrivals.found.deliveries);
    const types = await planned(database, (sql) => loadTopEventTypes(sql, { ...of, limit: 5, sample: 1_500 }));
    expectByIndex(types, types.found.events + types.found.types.length);
    const from = new Date(until.getTime() - hourMs);
    const minutes = 'organization_id = $1 AND seconds = 60 AND start >= $2';
    const completed = await planned(database, (sql) => loadCompletions(sql, { organization_id, from }));
    expectByIndex(
      completed,
      (await countOf('organization_periods', minutes, [organization_id, from])) + (await waitingOf(organization_id)),
    );
  });

  it('the metrics of an endpoint are found by an index', async () => {
    const id = ids[0] ?? '';
    const unfolded = await waitingOf(organization_id);
    const of = { organization_id, id, from: new Date(until.getTime() - 7 * 24 * hourMs) };
    const rows = await countOf('endpoint_hours', 'endpoint_id = $1 AND start >= $2', [id, of.from]);
    expectMetrics(await planned(database, (sql) => loadEndpointMetrics(sql, of)), rows, unfolded);
    const ofHour = { ...of, from: windowStart(until, hourMs) };
    const lately = await countOf('endpoint_periods', 'organization_id = $1 AND start >= $2', [
      organization_id,
      ofHour.from,
    ]);
    expectMetrics(await planned(database, (sql) => loadEndpointMetricsLately(sql, ofHour)), lately, unfolded);
    const ofPending = { endpoint_id: id, starts: [of.from, ofHour.from], limit: 50 };
    expectByIndex(await planned(database, (sql) => loadPendingByCreation(sql, ofPending)), 50);
  });

  it('its fingerprint is made of an entry or a few rows of each table', async () => {
    const plan = await planned(database, (sql) => loadFingerprints(sql, [organization_id]));
    expect(plan.found.get(organization_id)?.events).toMatch(/^evt_/);
    expectByIndex(plan, (await rowsOfFingerprint(organization_id)) + (await waitingOf(organization_id)));
  });
});

async function rowsOfFingerprint(organization_id: string): Promise<number> {
  const sums = 'organization_id = $1 AND seconds = $2';
  return (
    (await countOf('organization_periods', sums, [organization_id, periods.hour])) +
    perOrganization.keys +
    latestOperations
  );
}

it('a page of endpoints of which most are idle reads what is known of each', async () => {
  const ids = idsOf([...busy, ...strangers.flat()]).slice(0, overviewLimits.page);
  const sums = await countOf('endpoint_hours', 'endpoint_id = ANY($1)', [ids]);
  const pending = await countOf('deliveries', "status = 'pending' AND endpoint_id = ANY($1)", [ids]);
  const of = { organization_id: busyOrganization, ids, limit: overviewLimits.pendingOfEndpointAtLeast };
  const plan = await planned(database, (sql) => loadEndpointFacts(sql, of));
  expect(plan.found.size).toBe(ids.length);
  expectByIndex(plan, sums + pending + ids.length + (await waitingOf(busyOrganization)));
});

it('the fingerprints of many organizations read what each of them does', async () => {
  const organizations = [busy, quiet, asleep, ...strangers.slice(-50)].map(organizationOf);
  const plan = await planned(database, (sql) => loadFingerprints(sql, [...organizations, newId('organization')]));
  expect(plan.found.size).toBe(organizations.length);
  let most = 0;
  for (const id of organizations) most += (await rowsOfFingerprint(id)) + (await waitingOf(id)) + 10;
  expectByIndex(plan, most);
});

it('the fingerprint of a customer reads what its endpoints and the counters of its organization have', async () => {
  const organization_id = organizationOf(busy);
  const customer = newId('customer');
  const own = idsOf(busy.slice(0, 2));
  await database.query(
    `INSERT INTO customers (id, organization_id, version, uid, metadata, active, created_at, updated_at)
     VALUES ($1, $2, 1, 'acme', '{}', true, now(), now())`,
    [customer, organization_id],
  );
  await database.query('UPDATE endpoints SET customer_id = $1 WHERE id = ANY($2)', [customer, own]);
  await database.query('VACUUM (ANALYZE) endpoints, customers');
  const plan = await planned(database, (sql) => loadCustomerFingerprints(sql, [customer]));
  expect(plan.found.get(customer)?.deliveries).toMatch(/^whd_/);
  const sums = await countOf('endpoint_hours', 'endpoint_id = ANY($1)', [own]);
  expectByIndex(plan, sums + (await waitingOf(organization_id)) + perOrganization.operations + 10);
});
