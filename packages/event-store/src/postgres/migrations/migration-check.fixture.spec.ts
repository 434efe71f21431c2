import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from '../data-source.js';

type Query = (text: string, values?: unknown[]) => Promise<unknown[]>;

/** A lock that calls wait for, and how often the table was read from its begin to its end in this transaction. */
interface Use {
  name: string;
  lock: string | null;
  scans: number;
}

const usesQuery = `
  SELECT c.relname AS name, pg_stat_get_xact_numscans(c.oid)::int AS scans, (
    SELECT mode FROM pg_locks
     WHERE relation = c.oid AND pid = pg_backend_pid() AND granted
       AND mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
     LIMIT 1) AS lock
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`;

interface Column {
  name: string;
  /** Inserts that do not name it fail. */
  required: boolean;
}

const columnsQuery = `
  SELECT c.relname || '.' || a.attname AS name, a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS required
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`;

const filesQuery = `
  SELECT relname AS name, relfilenode::text AS file FROM pg_class
   WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;

/**
 * Runs a migration, and returns what would hurt an installation that is in use: tables that are read or rewritten while
 * calls wait for their locks, and what the code of the earlier release does not survive.
 */
export async function problemsOf(url: string, Migration: new () => MigrationInterface): Promise<string[]> {
  const source = new DataSource(dataSourceOptions({ url, poolSize: 1, timeoutMs: 20_000 }));
  await source.initialize();
  const runner = source.createQueryRunner();
  const query = runner.query.bind(runner) as Query;
  try {
    const before = await readSchema(query);
    const held = await run(new Migration(), runner, new Set(before.files.keys()));
    return [...held, ...differences(before, await readSchema(query))];
  } finally {
    await runner.release();
    await source.destroy();
  }
}

/** Runs each statement in a transaction, unless it is one that must not be in any. */
async function run(migration: MigrationInterface, runner: QueryRunner, tables: ReadonlySet<string>): Promise<string[]> {
  const problems: string[] = [];
  const query = runner.query.bind(runner) as Query;
  const isWhole = migration.transaction !== false;
  const readUses = async (): Promise<Use[]> =>
    ((await query(usesQuery)) as Use[]).filter(({ name }) => tables.has(name));
  const watched: Query = async (text, values) => {
    if (/\bCONCURRENTLY\b/i.test(text)) return query(text, values);
    if (!isWhole) await query('BEGIN');
    const earlier = new Map((await readUses()).map(({ name, scans }) => [name, scans]));
    const result = await query(text, values);
    for (const { name, lock, scans } of await readUses()) {
      if (lock === null || scans === earlier.get(name)) continue;
      problems.push(`${name} is read under ${lock}, which blocks writes: ${text}`);
    }
    if (!isWhole) await query('COMMIT');
    return result;
  };
  runner.query = watched as QueryRunner['query'];
  if (isWhole) await query('BEGIN');
  await migration.up(runner);
  if (isWhole) await query('COMMIT');
  runner.query = query as QueryRunner['query'];
  return problems;
}

async function readSchema(query: Query) {
  const files = (await query(filesQuery)) as { name: string; file: string }[];
  const columns = (await query(columnsQuery)) as Column[];
  const [compatibility] = (await query('SELECT oldest_code FROM schema_compatibility')) as { oldest_code: string }[];
  return {
    files: new Map(files.map(({ name, file }) => [name, file])),
    columns: new Map(columns.map((column) => [column.name, column])),
    oldestCode: compatibility?.oldest_code,
  };
}

type Schema = Awaited<ReturnType<typeof readSchema>>;

function differences(before: Schema, after: Schema): string[] {
  const rewritten = [...before.files].flatMap(([name, file]) => {
    const now = after.files.get(name);
    return now === undefined || now === file ? [] : [`${name} is rewritten`];
  });
  if (after.oldestCode !== before.oldestCode) return rewritten;
  const gone = [...before.columns.keys()].filter((name) => !after.columns.has(name));
  const isOld = (name: string): boolean => before.files.has(name.split('.')[0] ?? '');
  const required = [...after.columns.values()].filter(
    ({ name, required: isRequired }) => isRequired && isOld(name) && before.columns.get(name)?.required !== true,
  );
  return [
    ...rewritten,
    ...gone.map((name) => `${name} is gone, and oldest_code is not raised`),
    ...required.map(({ name }) => `${name} is required, and oldest_code is not raised`),
  ];
}
