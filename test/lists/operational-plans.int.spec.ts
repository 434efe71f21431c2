import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  attemptFacts,
  Database,
  findOldestDue,
  findSubscribing,
  lockAlerts,
  migrate,
  readOutbox,
  takeFacts,
  withSubscribers,
  type Sql,
} from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';
import { planned, plannedEach } from './plan.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const organizations = Array.from({ length: 400 }, () => newId('organization'));
const endpointsOf = 50;
const subscribing = organizations.filter((_, i) => i % 20 === 0);
const [alerted = '', other = ''] = [organizations[20], organizations[21]];
const now = new Date();

let name: string;
let database: Database;
beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  name = created.name;
  await migrate(created.url);
  database = new Database({ url: created.url, size: 2, timeoutMs: 60_000, name: 'test' });
  await database.query(
    `INSERT INTO endpoints (id, organization_id, version, url, event_types, active, format, secrets, created_at, updated_at, envelope)
     SELECT 'whe_' || o.id || n, o.id, 1, 'https://example.com/',
            CASE WHEN n = 1 AND o.id = ANY($2) THEN '{postrider.*}'::text[] ELSE '{*}'::text[] END,
            true, 'json', '[]', now(), now(), 'default'
       FROM unnest($1::text[]) AS o (id) CROSS JOIN generate_series(1, $3) n`,
    [organizations, subscribing, endpointsOf],
  );
  await database.query(
    `INSERT INTO operational_facts (organization_id, endpoint_id, type, data)
     SELECT $1, 'whe_' || n, 'attempts', '{}' FROM generate_series(1, 5000) n`,
    [alerted],
  );
  await database.query(
    `INSERT INTO operational_alerts (subject, organization_id, due_at, state)
     SELECT 'whe_' || n, $1, now() + (n - 100) * interval '1 minute', '{}' FROM generate_series(1, 5000) n`,
    [alerted],
  );
  await database.query(
    `INSERT INTO operational_outbox (organization_id, event_id, type, data)
     SELECT $1, 'id' || n, 'postrider.endpoint.failing', '{}' FROM generate_series(1, 5000) n`,
    [alerted],
  );
  await database.query(
    `INSERT INTO attempt_counters (organization_id, endpoint_id, minute, delivered, failed_attempts, retried, failed)
     SELECT $1, 'whe_' || $1 || n, now(), 1, n % 2, 0, 0 FROM generate_series(1, 50) n`,
    [alerted],
  );
}, 60_000);
afterAll(async () => {
  await database.end();
  await dropDatabase(adminUrl, name);
});

const failing = (organization_id: string) => ({
  organization_id,
  customer_id: null,
  event: {
    event_id: 'id',
    type: 'postrider.backlog.aging' as const,
    data: { oldest_due_at: '', age_seconds: 0, due_deliveries: 0 },
  },
});

describe.each(['before', 'after'])('a statement for operational events, %s statistics were taken', (when) => {
  beforeAll(() => (when === 'after' ? database.query('ANALYZE') : undefined));

  it('finds subscribers by their own index', async () => {
    const { found, wholeTables, rowsRead } = await planned(database, (sql) => findSubscribing(sql, [alerted, other]));
    expect(found).toEqual(new Set([alerted]));
    expect(wholeTables).toEqual([]);
    expect(rowsRead).toBeLessThan(10);
    const wanted = await planned(database, (sql) => withSubscribers(sql, [failing(alerted), failing(other)]));
    expect(wanted.found).toHaveLength(1);
    expect(wanted.wholeTables).toEqual([]);
    expect(wanted.rowsRead).toBeLessThan(10);
  });

  it.each<[string, (sql: Sql) => Promise<unknown>, number]>([
    ['of the outbox', (sql) => readOutbox(sql, 100), 100],
    ['of alerts', (sql) => lockAlerts(sql, { endpointIds: ['whe_200', 'whe_x'], now, limit: 50 }), 50 + 51],
    ['of due deliveries', (sql) => findOldestDue(sql, now), 1],
  ])('reads a page %s', async (_, question, most) => {
    const { wholeTables, rowsRead } = await planned(database, question);
    expect(wholeTables).toEqual([]);
    // The alerts are locked after they are read.
    expect(rowsRead).toBeLessThanOrEqual(2 * most);
  });

  it('reads and deletes a page of facts', async () => {
    const { plans, found } = await plannedEach(database, (sql) => takeFacts(sql, 10));
    expect(found).toHaveLength(10);
    expect(plans.flatMap(({ wholeTables }) => wholeTables)).toEqual([]);
    expect(Math.max(...plans.map(({ rowsRead }) => rowsRead))).toBeLessThanOrEqual(20);
  });

  it('notes attempts by one look-up for each endpoint', async () => {
    const [, selected = ''] = attemptFacts('attempt_counters').split(
      'operational_facts (organization_id, endpoint_id, type, data)',
    );
    const { wholeTables, rowsRead } = await planned(database, (sql) => sql.query(selected));
    expect(wholeTables.filter((table) => table !== 'attempt_counters')).toEqual([]);
    expect(rowsRead).toBeLessThan(50 * 4);
  });
});
