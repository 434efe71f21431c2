import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type EntityManager, type MigrationInterface } from 'typeorm';
import { dataSourceOptions } from './data-source.js';
import { migrationNumber, migrations } from './migrations/migrations.js';
import { callDatabase, isLockTimeout } from './sql.js';

const minuteMs = 60_000;
/** Of an advisory lock: of several processes one migrates, and the others wait. */
const lockKey = 7_305_000;
/** While a migration waits for the lock of a table, all calls that need the table wait behind it. So it gives up soon. */
const lockTimeoutMs = 200;
const pauseMs = 1_000;
/** Between two tries for the advisory lock. */
const waitMs = 100;

type Migration = new () => MigrationInterface;

export interface MigrateOptions {
  /** Number of the last migration to apply. Default: the newest. */
  to?: number | undefined;
  /** How often a migration is begun while its tables are in use. */
  tries?: number;
  known?: readonly Migration[];
}

/** Applies the missing migrations, each in a transaction of its own unless it says otherwise, and returns their names. */
export async function migrate(
  url: string,
  { to = Infinity, tries = 120, known = migrations }: MigrateOptions = {},
): Promise<string[]> {
  const options = dataSourceOptions({ url, poolSize: 2, timeoutMs: 30 * minuteMs });
  const dataSource = new DataSource({
    ...options,
    migrations: known.filter(({ name }) => migrationNumber(name) <= to),
    extra: { ...(options.extra as object), lock_timeout: lockTimeoutMs },
  });
  await dataSource.initialize();
  try {
    return await dataSource.transaction(async (lock) => {
      await lock.query('SET LOCAL lock_timeout = 0');
      await lock.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      await acquire(lock);
      const before = await readApplied(lock);
      await runAll(dataSource, tries);
      return (await readApplied(lock)).filter((name) => !before.includes(name));
    });
  } finally {
    await dataSource.destroy();
  }
}

/** A statement that waits has a snapshot, for whose end an index that is built beside calls would wait. */
async function acquire(lock: EntityManager): Promise<void> {
  for (;;) {
    // With a parameter, it would keep its snapshot until the next statement.
    const [row] = await lock.query<{ acquired: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(${String(lockKey)}) AS acquired`,
    );
    if (row?.acquired) return;
    await sleep(waitMs);
  }
}

/** What a failed try has committed stays, so the next one continues after it. */
async function runAll(dataSource: DataSource, tries: number): Promise<void> {
  for (let left = tries; ; left--) {
    try {
      await callDatabase(() => dataSource.runMigrations({ transaction: 'each' }));
      return;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      if (left <= 1)
        throw new Error('a table of the migration is in use: end long transactions, and migrate again', {
          cause: error,
        });
      await sleep(pauseMs);
    }
  }
}

async function readApplied(sql: EntityManager): Promise<string[]> {
  // Not to_regclass(): a transaction may still remember from before that there was no such table.
  const tables = await sql.query<unknown[]>(
    `SELECT 1 FROM pg_class WHERE relname = 'schema_migrations' AND pg_table_is_visible(oid)`,
  );
  if (tables.length === 0) return [];
  const rows = await sql.query<{ name: string }[]>('SELECT name FROM schema_migrations ORDER BY timestamp');
  return rows.map(({ name }) => name);
}
