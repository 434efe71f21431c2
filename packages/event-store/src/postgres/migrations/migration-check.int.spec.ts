import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openDatabase, type TestDatabase } from '../database.fixture.spec.js';
import { ensurePartitions } from '../partitions/ensure-partitions.js';
import { problemsOf } from './migration-check.fixture.spec.js';
import { migrationNumber, migrations } from './migrations.js';

let initial: TestDatabase;
let test: TestDatabase;
beforeAll(async () => {
  initial = await openDatabase();
  await ensurePartitions(initial.database);
  await initial.database.end();
});
afterAll(() => initial.drop());
beforeEach(async () => {
  test = await openDatabase({ template: initial.name });
});
afterEach(() => test.close());

/** A migration of these statements. */
const of = (statements: readonly string[], transaction = true) =>
  class implements MigrationInterface {
    readonly transaction = transaction;

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }

    down(): Promise<void> {
      return Promise.resolve();
    }
  };

describe('a migration', () => {
  it.each([
    ['ALTER TABLE deliveries ADD COLUMN later text'],
    [`ALTER TABLE endpoints ADD COLUMN later int NOT NULL DEFAULT 0`],
    ['CREATE TABLE later (id text PRIMARY KEY)', 'CREATE INDEX later_id ON later (id)'],
    ['ALTER TABLE endpoints ADD CONSTRAINT later CHECK (id IS NOT NULL) NOT VALID'],
    ['ALTER TABLE endpoints DROP COLUMN url', 'UPDATE schema_compatibility SET oldest_code = 1899000000000'],
  ])('may run beside live traffic: %s', async (...statements) => {
    expect(await problemsOf(test.url, of(statements))).toEqual([]);
  });

  it('may build an index concurrently, and validate a constraint', async () => {
    const statements = [
      'CREATE INDEX CONCURRENTLY later ON endpoints (url)',
      'ALTER TABLE endpoints ADD CONSTRAINT later_url CHECK (url IS NOT NULL) NOT VALID',
      'ALTER TABLE endpoints VALIDATE CONSTRAINT later_url',
    ];
    expect(await problemsOf(test.url, of(statements, false))).toEqual([]);
  });

  it.each([
    ['CREATE INDEX later ON endpoints (url)', /^endpoints is read under ShareLock/],
    ['CREATE INDEX later ON deliveries (status)', /^deliveries_\w+ is read under ShareLock/],
    [
      'ALTER TABLE organizations ALTER COLUMN name SET NOT NULL, ADD CHECK (length(name) > 0)',
      /^organizations is read/,
    ],
    [`ALTER TABLE endpoints ADD COLUMN later timestamptz DEFAULT clock_timestamp()`, /^endpoints is rewritten/],
    ['ALTER TABLE endpoints DROP COLUMN url', /^endpoints\.url is gone/],
    ['ALTER TABLE endpoints RENAME COLUMN url TO address', /^endpoints\.url is gone/],
    ['DROP TABLE sessions', /^sessions\.\w+ is gone/],
    ['ALTER TABLE endpoints ADD COLUMN later text NOT NULL', /^endpoints\.later is required/],
  ])('is refused that would block calls or break the earlier release: %s', async (statement, problem) => {
    expect(await problemsOf(test.url, of([statement]))).toContainEqual(expect.stringMatching(problem));
  });

  it('is refused just the same if it is in no transaction', async () => {
    const index = 'CREATE INDEX later ON endpoints (url)';
    expect(await problemsOf(test.url, of([index], false))).toEqual([
      `endpoints is read under ShareLock, which blocks writes: ${index}`,
    ]);
  });
});

describe('every migration after the initial one', () => {
  it(
    'may run beside live traffic, and leaves what the earlier release needs',
    async () => {
      for (const [n, migration] of migrations.entries()) {
        if (n === 0) continue;
        const before = await openDatabase({ migrateTo: migrationNumber(migrations[n - 1]?.name ?? '') });
        const problems = await problemsOf(before.url, migration);
        await before.close();
        expect({ migration: migration.name, problems }).toEqual({ migration: migration.name, problems: [] });
      }
    },
    migrations.length * 10_000,
  );
});
