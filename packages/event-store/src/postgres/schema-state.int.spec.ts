import { createDatabase, dropDatabase } from '@postrider/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { migrationNames } from './migrations/migrations.js';
import { adminUrl, openDatabase, type TestDatabase } from './database.fixture.spec.js';
import { readSchemaState } from './schema-state.js';
import { Database } from './sql.js';

let template: TestDatabase;
let test: TestDatabase;
beforeAll(async () => {
  template = await openDatabase();
  await template.database.end();
});
afterAll(() => template.drop());
beforeEach(async () => {
  test = await openDatabase({ template: template.name });
});
afterEach(() => test.close());

const newest = migrationNames.at(-1) ?? '';
const code = newest.slice(-13);
const [next, afterNext] = ['1899000000000', '1899000001000'];

const apply = (name: string) =>
  test.database.query('INSERT INTO schema_migrations (timestamp, name) VALUES ($1, $2)', [name.slice(-13), name]);
const contract = (oldest: string) => test.database.query('UPDATE schema_compatibility SET oldest_code = $1', [oldest]);

describe('the schema of a database', () => {
  it('is current after the migration', async () => {
    expect(await readSchemaState(test.database)).toMatchObject({ fit: 'current', schema: code, code });
  });

  it('is ahead when a later release has expanded it', async () => {
    await apply(`Later${next}`);
    expect(await readSchemaState(test.database)).toMatchObject({ fit: 'ahead', schema: next, code });
  });

  it('is incompatible when a later release has contracted it', async () => {
    await apply(`Later${next}`);
    await contract(next);
    expect(await readSchemaState(test.database)).toEqual({
      fit: 'incompatible',
      schema: next,
      code,
      oldestCode: next,
      applied: [...migrationNames, `Later${next}`],
      missing: [],
    });
    // For the later release, and for the one after it, which has one more migration.
    const names = [...migrationNames, `Later${next}`];
    expect((await readSchemaState(test.database, names)).fit).toBe('current');
    expect((await readSchemaState(test.database, [...names, `Later${afterNext}`])).fit).toBe('behind');
  });

  it('is behind when a migration is missing', async () => {
    await apply(`Later${afterNext}`);
    const names = [...migrationNames, `Later${next}`, `Later${afterNext}`];
    expect(await readSchemaState(test.database, names)).toMatchObject({
      fit: 'behind',
      schema: afterNext,
      missing: [`Later${next}`],
    });
  });

  it('is behind when it has no schema number', async () => {
    await test.database.query('DROP TABLE schema_compatibility');
    expect(await readSchemaState(test.database)).toMatchObject({ fit: 'behind', schema: null });
  });

  it('is behind when the database is empty', async () => {
    const { name, url } = await createDatabase(adminUrl());
    const empty = new Database({ url, size: 1, timeoutMs: 5_000, name: 'postrider-test' });
    expect(await readSchemaState(empty)).toEqual({
      fit: 'behind',
      schema: null,
      code,
      oldestCode: null,
      applied: [],
      missing: migrationNames,
    });
    await empty.end();
    await dropDatabase(adminUrl(), name);
  });
});
