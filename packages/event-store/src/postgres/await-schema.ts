import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, type Settings } from '@postrider/contracts';
import { readSchemaState, type SchemaState } from './schema-state.js';
import { Database } from './sql.js';

const pollMs = 250;

/** What a process ends with whose database it cannot work on. */
const unfitDatabase = 3;

export interface AwaitSchemaOptions {
  signal: AbortSignal;
  /** Called with what is waited for, once for each reason. */
  waiting: (reason: string) => void;
}

type WaitSettings = Pick<Settings, 'DATABASE_URL' | 'POSTRIDER_DATABASE_TIMEOUT_MS' | 'POSTRIDER_START_WAIT_MS'>;

/**
 * Resolves when the database has a schema that this code can run on. Waits for Postgres and for the migration. Throws
 * a StartError at once when the schema is too new, and when the time is over; an AbortError on the signal.
 */
export async function awaitSchema(
  { DATABASE_URL: url, POSTRIDER_DATABASE_TIMEOUT_MS: timeoutMs, POSTRIDER_START_WAIT_MS: waitMs }: WaitSettings,
  { signal, waiting }: AwaitSchemaOptions,
): Promise<void> {
  const database = new Database({ url, size: 1, timeoutMs, name: 'postrider-start' });
  const deadline = performance.now() + waitMs;
  const told = new Set<string>();
  try {
    for (;;) {
      const reason = await missing(database);
      if (reason === undefined) return;
      if (performance.now() >= deadline) throw new StartError(`${reason}${waited(waitMs)}`, unfitDatabase);
      if (!told.has(reason)) waiting(reason);
      told.add(reason);
      await sleep(pollMs, undefined, { signal });
    }
  } finally {
    await database.end();
  }
}

const waited = (ms: number): string => (ms > 0 ? `; waited for ${String(ms)} ms (POSTRIDER_START_WAIT_MS)` : '');

/** What is missing; undefined when nothing is. */
async function missing(database: Database): Promise<string | undefined> {
  let state: SchemaState;
  try {
    state = await readSchemaState(database);
  } catch (error) {
    return `Postgres cannot be used: ${error instanceof Error && error.message !== '' ? error.message : String(error)}`;
  }
  const { fit, schema, code, oldestCode } = state;
  if (fit === 'incompatible') {
    throw new StartError(
      `the database's schema (${String(schema)}) needs a program of schema ${String(oldestCode)} or later; this one is of schema ${code}: start the newer program`,
      unfitDatabase,
    );
  }
  if (fit !== 'behind') return undefined;
  const found = schema === null ? 'is empty or older than schemas are numbered' : `has schema ${schema}`;
  return `the database ${found}, and this program needs schema ${code}: run the migration`;
}
