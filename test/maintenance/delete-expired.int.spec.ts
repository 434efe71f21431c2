import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Database, expiringRows, migrate, type Expiring } from '@postrider/event-store';
import { createDatabase, dropDatabase } from '@postrider/testing';

import { deleteExpired } from '../../apps/gateway/src/maintenance/delete-expired.js';
import { planned } from '../lists/plan.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const limits = { batch: 2_000, pauseMs: 0, budgetMs: 60_000, mustStop: () => false };
const day = 24 * 3_600_000;
const named = (name: string, from: readonly Expiring[]): Expiring => {
  const found = from.find((each) => each.name === name);
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
};
const expiring = expiringRows({ idempotencyMs: day });
const keys = named('idempotency_keys', expiring);

let name: string;
let database: Database;
/** Its statements may take a second. */
let hurried: Database;
beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  ({ name } = created);
  await migrate(created.url);
  database = new Database({ url: created.url, size: 4, timeoutMs: 30_000, name: 'postrider-test' });
  hurried = new Database({ url: created.url, size: 1, timeoutMs: 1_000, name: 'postrider-test' });
});
afterAll(async () => {
  await Promise.all([database.end(), hurried.end()]);
  await dropDatabase(adminUrl, name);
});

describe('expired keys', () => {
  beforeEach(async () => {
    await database.query('TRUNCATE idempotency_keys');
  });

  const addKeys = (count: number): Promise<unknown> =>
    database.query(
      `INSERT INTO idempotency_keys (organization_id, key, fingerprint, created_at)
       SELECT 'org', n, '', now() - interval '2 days' + n * interval '1 second' FROM generate_series(1, $1) AS n`,
      [count],
    );
  const left = async (): Promise<number> =>
    Number((await database.query<{ count: string }>('SELECT count(*) FROM idempotency_keys')).rows[0]?.count);
  /** Each deleted row takes this long. */
  const slowDown = async (ms: number): Promise<void> => {
    await database.query(`CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(${String(ms / 1_000)}); RETURN OLD; END $$`);
    await database.query(
      'CREATE OR REPLACE TRIGGER slow BEFORE DELETE ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION slow()',
    );
  };

  it('are deleted by smaller statements when the database is slow', async () => {
    await addKeys(900);
    await slowDown(3);
    expect(await deleteExpired(hurried, keys, { ...limits, batch: 900 })).toEqual({
      deleted: 900,
      more: false,
    });
    expect(await left()).toBe(0);
    await database.query('DROP TRIGGER slow ON idempotency_keys');
  });

  it('remain for the next run at the time limit', async () => {
    await addKeys(500);
    expect(await deleteExpired(database, keys, { ...limits, batch: 100, budgetMs: 0 })).toEqual({
      deleted: 100,
      more: true,
    });
    expect(await deleteExpired(database, keys, { ...limits, batch: 100 })).toEqual({
      deleted: 400,
      more: false,
    });
  });

  it('remain when the process stops', async () => {
    await addKeys(500);
    const ended = await deleteExpired(database, keys, { ...limits, batch: 100, mustStop: () => true });
    expect(ended).toEqual({ deleted: 100, more: true });
  });
});

describe('a batch', () => {
  const stored = 20_000;
  const limit = 50;

  beforeAll(async () => {
    await database.query('TRUNCATE idempotency_keys');
    await database.query(
      `INSERT INTO idempotency_keys (organization_id, key, fingerprint, created_at)
       SELECT 'org', n, '', now() - n * interval '10 seconds' FROM generate_series(1, $1) AS n`,
      [stored],
    );
    await database.query(`INSERT INTO organizations (id, name) VALUES ('org', 'a')`);
    await database.query(
      `INSERT INTO sessions (id, hash, organization_id, expires_at)
       SELECT n, n::text::bytea, 'org', now() - (n - $1 / 2) * interval '10 seconds' FROM generate_series(1, $1) AS n`,
      [stored],
    );
    await database.query(
      `INSERT INTO sign_in_links (hash, organization_id, expires_at)
       SELECT n::text::bytea, 'org', now() - (n - $1 / 2) * interval '10 seconds' FROM generate_series(1, $1) AS n`,
      [stored],
    );
    for (const seconds of [60, 3_600]) {
      const values = [seconds, stored];
      await database.query(
        `INSERT INTO organization_periods SELECT 'org', $1, now() - n * interval '1 minute', 0, 0, 0, 0 FROM generate_series(1, $2) AS n`,
        values,
      );
      await database.query(
        `INSERT INTO organization_durations SELECT 'org', $1, now() - n * interval '1 minute', 0, 0 FROM generate_series(1, $2) AS n`,
        values,
      );
    }
    await database.query(
      `INSERT INTO endpoint_hours SELECT 'whe', now() - n * interval '1 minute', 0, 0, NULL FROM generate_series(1, $1) AS n`,
      [stored],
    );
    await database.query(
      `INSERT INTO endpoint_periods SELECT 'org', now() - n * interval '1 second', 'whe', 0, 0 FROM generate_series(1, $1) AS n`,
      [stored],
    );
    await database.query('ANALYZE');
  });

  it.each(expiring.map((each): [string, Expiring] => [each.name, each]))(
    'of %s reads no more than it deletes, wherever it begins',
    async (_, { deleteBatch }) => {
      const { next } = await deleteBatch(database, limit, undefined);
      for (const from of [undefined, next]) {
        const figures = await planned(database, (sql) => deleteBatch(sql, limit, from));
        expect(figures.wholeTables).toEqual([]);
        expect(figures.wholeIndexes).toEqual([]);
        expect(figures.rowsRead).toBeLessThanOrEqual(4 * limit);
      }
    },
  );
});
