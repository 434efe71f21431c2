import { createDatabase, dropDatabase } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from './data-source.js';
import { adminUrl } from './database.fixture.spec.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/migrations.js';
import { Database } from './sql.js';

let empty: { name: string; url: string };
beforeEach(async () => {
  empty = await createDatabase(adminUrl());
});
afterEach(() => dropDatabase(adminUrl(), empty.name));

async function tables(): Promise<string[]> {
  const database = new Database({ url: empty.url, size: 1, timeoutMs: 5_000, name: 'postrider-test' });
  try {
    const { rows } = await database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await database.end();
  }
}

async function withSource(work: (source: DataSource) => Promise<void>): Promise<void> {
  const source = new DataSource(dataSourceOptions({ url: empty.url, poolSize: 2, timeoutMs: 5_000 }));
  await source.initialize();
  try {
    await work(source);
  } finally {
    await source.destroy();
  }
}

describe('migrate', () => {
  it('creates the schema in an empty database', async () => {
    expect(await migrate(empty.url)).toContain('Initial1764000000000');
    expect(await tables()).toEqual(
      expect.arrayContaining(['deliveries', 'domain_events', 'endpoints', 'organizations', 'published_events']),
    );
  });

  it('names what it applied to an empty database, however little that is', async () => {
    class Small1700000000000 implements MigrationInterface {
      name = 'Small1700000000000';
      up = (): Promise<void> => Promise.resolve();
      down = (): Promise<void> => Promise.resolve();
    }
    expect(await migrate(empty.url, { known: [Small1700000000000] })).toEqual(['Small1700000000000']);
  });

  it('changes nothing when it runs again', async () => {
    await migrate(empty.url);
    const before = await tables();
    expect(await migrate(empty.url)).toEqual([]);
    expect(await tables()).toEqual(before);
  });

  it('runs once when several processes start at the same time', async () => {
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(empty.url)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('can be reverted', async () => {
    const applied = await migrate(empty.url);
    await withSource(async (source) => {
      for (const _ of applied) await source.undoLastMigration();
    });
    expect(await tables()).toEqual(['schema_migrations']);
    expect(await migrate(empty.url)).toEqual(applied);
  });
});

class AddColumn1899000000000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<unknown> {
    return runner.query('ALTER TABLE organizations ADD COLUMN later text');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}

class AddIndex1899000001000 implements MigrationInterface {
  readonly transaction = false;

  up(runner: QueryRunner): Promise<unknown> {
    return runner.query('CREATE INDEX CONCURRENTLY later ON organizations (later)');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}

describe('later migrations', () => {
  const known = [...migrations, AddColumn1899000000000, AddIndex1899000001000];
  const names = known.map(({ name }) => name);

  it('are applied up to a given one, and can build an index concurrently', async () => {
    expect(await migrate(empty.url, { known, to: 1_899_000_000_000 })).toEqual(names.slice(0, -1));
    expect(await migrate(empty.url, { known, to: 1_899_000_000_000 })).toEqual([]);
    expect(await migrate(empty.url, { known })).toEqual(names.slice(-1));
  });

  it('hold up no call for longer than a moment while a table is in use, and are applied when it is free', async () => {
    await migrate(empty.url);
    const database = new Database({ url: empty.url, size: 2, timeoutMs: 10_000, name: 'postrider-test' });
    try {
      await database.transaction(async (sql) => {
        await sql.query('LOCK TABLE organizations IN ACCESS SHARE MODE');
        const refused = expect(migrate(empty.url, { known, tries: 2 })).rejects.toThrow('is in use');
        // Calls that come while the migration waits.
        for (let n = 0; n < 20; n++) await database.query('SELECT FROM organizations');
        await refused;
      });
      expect(await migrate(empty.url, { known })).toEqual(names.slice(-2));
    } finally {
      await database.end();
    }
  });
});

describe('the tables of TypeORM’s entities', () => {
  it('are those of the migrations, except for generated columns', async () => {
    await migrate(empty.url);
    await withSource(async (source) => {
      for (const { tableName, columns } of source.entityMetadatas) {
        const actual = await source.query<{ name: string; nullable: boolean }[]>(
          `SELECT attname AS name, NOT attnotnull AS nullable FROM pg_attribute
            WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
          [tableName],
        );
        expect(new Map(columns.map(({ databaseName, isNullable }) => [databaseName, isNullable]))).toEqual(
          new Map(actual.map(({ name, nullable }) => [name, nullable])),
        );
      }
    });
  });
});
