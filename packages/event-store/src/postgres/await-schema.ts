import { setTimeout as sleep } from 'node:timers/promises';
import { settingGroups, StartError, type Settings } from '@postrider/contracts';
import { readSchemaState, type SchemaState } from './schema-state.js';
import { callDatabase, Database, DatabaseUnavailable, type Pooling } from './sql.js';

const pollMs = 250;

/** Exit code of a process whose database has no compatible schema. */
const incompatibleExitCode = 3;

export interface AwaitSchemaOptions {
  signal: AbortSignal;
  /** Called once per reason to wait. */
  waiting: (reason: string) => void;
  /** Migrates an empty or older schema. Without it, the process waits for the migration. */
  migrate?: (() => Promise<unknown>) | undefined;
  /** Also waits for a server that takes writes. */
  needsWrites?: boolean;
}

type WaitSettings = Pick<Settings['database'], 'url' | 'timeoutMs' | 'startWaitMs'> & Pooling;

/**
 * Waits for Postgres and for a schema that this code can run on. Throws a StartError at once if the schema is too new,
 * and after `startWaitMs`; an AbortError on the signal.
 */
export async function awaitSchema(
  { startWaitMs, ...settings }: WaitSettings,
  { signal, waiting, ...needs }: AwaitSchemaOptions,
): Promise<void> {
  const database = new Database({ ...settings, size: 1, name: 'postrider-start' });
  const deadline = performance.now() + startWaitMs;
  const reported = new Set<string>();
  try {
    for (;;) {
      const reason = await reasonToWait(database, needs);
      if (reason === undefined) return;
      if (performance.now() >= deadline) throw new StartError(`${reason}${waited(startWaitMs)}`, incompatibleExitCode);
      if (!reported.has(reason)) waiting(reason);
      reported.add(reason);
      await sleep(pollMs, undefined, { signal });
    }
  } finally {
    await database.end();
  }
}

const waited = (ms: number): string =>
  ms > 0 ? `; waited for ${String(ms)} ms (${settingGroups.database.startWaitMs.env})` : '';

/** The reason to wait; undefined if there is none. */
async function reasonToWait(
  database: Database,
  { migrate, needsWrites = false }: Pick<AwaitSchemaOptions, 'migrate' | 'needsWrites'>,
): Promise<string | undefined> {
  let state: SchemaState;
  try {
    if (needsWrites && (await isReadOnly(database))) return 'Postgres takes no writes: it is a standby or read-only';
    state = await readSchemaState(database);
    if (state.fit === 'behind' && migrate) {
      await callDatabase(migrate);
      state = await readSchemaState(database);
    }
  } catch (error) {
    const message = error instanceof Error && error.message !== '' ? error.message : String(error);
    if (error instanceof DatabaseUnavailable) return `Postgres cannot be used: ${message}`;
    throw new StartError(`the migration failed: ${message}`, incompatibleExitCode);
  }
  const { fit, schema, code, oldestCode } = state;
  if (fit === 'incompatible') {
    throw new StartError(
      `the database's schema (${String(schema)}) needs a release with schema ${String(oldestCode)} or later; this release has schema ${code}: start the newer release`,
      incompatibleExitCode,
    );
  }
  if (fit !== 'behind') return undefined;
  const found = schema === null ? 'is empty or has no schema number' : `has schema ${schema}`;
  return `the database ${found}, and this release needs schema ${code}: run the migration`;
}

/** A standby's transactions are read-only, too. */
async function isReadOnly(database: Database): Promise<boolean> {
  const { rows } = await database.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
  return rows[0]?.transaction_read_only === 'on';
}
