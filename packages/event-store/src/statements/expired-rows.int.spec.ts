import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setDatabaseClock } from '@postrider/testing';
import { createOrganization, openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { expiringRows, type Expiring, type ExpiredPosition } from './expired-rows.js';

const day = 24 * 3_600_000;
const kept = { idempotencyMs: day };

let test: TestDatabase;
let organization_id: string;
beforeAll(async () => {
  test = await openDatabase();
  await setDatabaseClock(test.url, { offsetMs: 0 });
  organization_id = await createOrganization(test.database);
});
afterAll(() => test.close());
beforeEach(async () => {
  await setDatabaseClock(test.url, { offsetMs: 0 });
  await test.database.query('DELETE FROM idempotency_keys');
});

const expiring = (name: string): Expiring => {
  const found = expiringRows(kept).find((each) => each.name === name);
  if (!found) throw new Error(`nothing expires in ${name}`);
  return found;
};

/** Deletes all expired rows. Returns the sizes of the batches. */
async function deleteAll(name: string, limit: number): Promise<number[]> {
  const sizes: number[] = [];
  let from: ExpiredPosition | undefined;
  do {
    const { deleted, next } = await expiring(name).deleteBatch(test.database, limit, from);
    sizes.push(deleted);
    from = next;
  } while (from);
  return sizes;
}

const addKeys = (count: number, age: string): Promise<unknown> =>
  test.database.query(
    `INSERT INTO idempotency_keys (organization_id, key, fingerprint, created_at)
     SELECT $1, $2 || n, '', now() - $3::interval FROM generate_series(1, $4) AS n`,
    [organization_id, `${age} `, age, count],
  );

const keysLeft = async (): Promise<string[]> =>
  (await test.database.query<{ key: string }>('SELECT key FROM idempotency_keys ORDER BY key')).rows.map(
    ({ key }) => key,
  );

describe('expired rows', () => {
  it('are all deleted in batches, and no other rows', async () => {
    await addKeys(25, '2 days');
    await addKeys(2, '23 hours');
    expect(await deleteAll('idempotency_keys', 10)).toEqual([10, 10, 5]);
    expect(await keysLeft()).toEqual(['23 hours 1', '23 hours 2']);
  });

  it('of the same age are deleted over several batches', async () => {
    await test.database.query('BEGIN');
    await addKeys(30, '2 days');
    await test.database.query('COMMIT');
    expect(await deleteAll('idempotency_keys', 7)).toEqual([7, 7, 7, 7, 2]);
  });

  it('locked by another gateway are skipped', async () => {
    await addKeys(10, '2 days');
    const deleted = await test.database.transaction(async (sql) => {
      await sql.query(`SELECT 1 FROM idempotency_keys WHERE key IN ('2 days 1', '2 days 2') FOR UPDATE`);
      return deleteAll('idempotency_keys', 100);
    });
    expect(deleted).toEqual([8]);
  });

  it.each([
    [
      'idempotency_keys',
      `(organization_id, key, fingerprint, created_at) VALUES ('o', 'a', '', now() - interval '25 hours'), ('o', 'b', '', now())`,
    ],
    [
      'sessions',
      `(id, hash, organization_id, expires_at) SELECT n::text, n::text::bytea, o.id, now() + (n - 1.5) * interval '1 second' FROM organizations o, generate_series(1, 2) n`,
    ],
    [
      'portal_sessions',
      `(id, hash, organization_id, customer_id, capabilities, expires_at) SELECT n::text, n::text::bytea, o.id, 'c', '{}', now() + (n - 1.5) * interval '1 hour' FROM organizations o, generate_series(1, 2) n`,
    ],
    [
      'oauth_clients',
      `(id, redirect_uris, expires_at) SELECT n::text, '{}', now() + (n - 1.5) * interval '1 hour' FROM generate_series(1, 2) n`,
    ],
    [
      'oauth_codes',
      `(hash, client_id, organization_id, redirect_uri, code_challenge, scope, expires_at) SELECT n::text::bytea, 'c', o.id, '', '', 'read', now() + (n - 1.5) * interval '1 hour' FROM organizations o, generate_series(1, 2) n`,
    ],
    [
      'oauth_grants',
      `(id, client_id, organization_id, redirect_uri, scope, expires_at) SELECT n::text, 'c', o.id, '', 'read', now() + (n - 1.5) * interval '1 hour' FROM organizations o, generate_series(1, 2) n`,
    ],
    [
      'oauth_tokens',
      `(hash, grant_id, kind, expires_at) SELECT n::text::bytea, g.id, 'access', now() + (n - 1.5) * interval '1 hour' FROM oauth_grants g, generate_series(1, 2) n`,
    ],
    [
      'sign_in_links',
      `(hash, organization_id, expires_at) SELECT n::text::bytea, o.id, now() + (n - 1.5) * interval '1 hour' FROM organizations o, generate_series(1, 2) n`,
    ],
    [
      'organization_periods, minutes',
      `SELECT 'o', 60, now() - n * interval '30 hours', 0, 0, 0, 0 FROM generate_series(1, 2) n`,
    ],
    [
      'organization_periods, hours',
      `SELECT 'o', 3600, now() - n * interval '10 days', 0, 0, 0, 0 FROM generate_series(1, 2) n`,
    ],
    [
      'organization_durations, minutes',
      `SELECT 'o', 60, now() - n * interval '30 hours', 0, 0 FROM generate_series(1, 2) n`,
    ],
    [
      'organization_durations, hours',
      `SELECT 'o', 3600, now() - n * interval '5 days', 0, 0 FROM generate_series(1, 2) n`,
    ],
    ['endpoint_hours', `SELECT 'e', now() - n * interval '5 days', 0, 0, NULL FROM generate_series(1, 2) n`],
    ['endpoint_periods', `SELECT 'o', now() - n * interval '2 hours', 'e', 0, 0 FROM generate_series(1, 2) n`],
  ])('of %s are deleted by Postgres’s clock, and the others are kept', async (name, rows) => {
    const table = name.replace(/,.*/, '');
    await test.database.query(`INSERT INTO ${table} ${rows}`);
    expect(await deleteAll(name, 100)).toEqual([1]);
    expect(await deleteAll(name, 100)).toEqual([0]);
  });

  it('of export files are deleted with their chunks, and files without an end are kept', async () => {
    await test.database.query(
      `INSERT INTO bulk_operations (id, organization_id, kind, status, filter, position, bound)
       SELECT n::text, n::text, 'export', 'completed', '{}', '', '' FROM generate_series(1, 3) n`,
    );
    await test.database.query(
      `INSERT INTO export_files (operation_id, format, expires_at)
       VALUES ('1', 'csv', now() - interval '1 hour'), ('2', 'csv', now() + interval '1 hour'), ('3', 'csv', NULL)`,
    );
    await test.database.query(`INSERT INTO export_chunks SELECT n::text, 0, '' FROM generate_series(1, 3) n`);
    expect(await deleteAll('export_files', 100)).toEqual([1]);
    const { rows } = await test.database.query('SELECT operation_id FROM export_chunks ORDER BY operation_id');
    expect(rows).toEqual([{ operation_id: '2' }, { operation_id: '3' }]);
  });
});
