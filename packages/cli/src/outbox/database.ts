import type { ClientConfig, PoolClient, Pool } from 'pg';
import { UsageError } from '../usage-error.js';

/** The command line loads the driver only for the commands that use it. */
const driver = async () => (await import('pg')).default;

export interface DatabaseOptions {
  url: string;
  /** Time limit of connecting, and of each statement. */
  timeoutMs: number;
}

/** The database of the producer, from `--database-url` or `DATABASE_URL`. The error does not repeat a password. */
export function readDatabaseUrl(given: string | undefined, env: NodeJS.ProcessEnv): string {
  const url = given ?? env.DATABASE_URL ?? '';
  if (url === '') throw new UsageError('no database: set DATABASE_URL or pass --database-url');
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UsageError('database URL: expected postgres://user:password@host:5432/name');
  }
  return url;
}

const configOf = ({ url, timeoutMs }: DatabaseOptions): ClientConfig => ({
  connectionString: url,
  application_name: 'postrider outbox',
  connectionTimeoutMillis: timeoutMs,
  query_timeout: timeoutMs,
  keepAlive: true,
});

/** A broken connection is an error of the statement that uses it; unheard, it would end the process. */
const ignored = (): void => undefined;

export async function connectClient(options: DatabaseOptions) {
  const { Client } = await driver();
  const client = new Client(configOf(options));
  client.on('error', ignored);
  await client.connect();
  return client;
}

export async function createPool(options: DatabaseOptions, size: number): Promise<Pool> {
  const { Pool: PoolOf } = await driver();
  const pool = new PoolOf({ ...configOf(options), max: size });
  pool.on('error', ignored);
  pool.on('connect', (client) => client.on('error', ignored));
  return pool;
}

/**
 * Runs `work` in a transaction. A connection that failed is closed, which rolls back what it did. Postgres ends the
 * transaction of a process that hangs after `idleMs`.
 */
export async function transaction<T>(pool: Pool, idleMs: number, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isDone = false;
  try {
    // A queue that is empty when it is analyzed has statistics by which a backlog is sorted for each batch.
    const settings = `SET LOCAL enable_seqscan = off; SET LOCAL idle_in_transaction_session_timeout = ${String(idleMs)}`;
    await client.query(`BEGIN; ${settings}`);
    const result = await work(client);
    await client.query('COMMIT');
    isDone = true;
    return result;
  } finally {
    client.release(!isDone);
  }
}

const missing = new Set(['42P01', '42703', '3F000']);

/** The message of an error, with what to do about it. */
export function databaseProblem(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  // Of several addresses that all refused, the error has no message of its own.
  const text = message === '' ? String(code) : message;
  return missing.has(code ?? '') ? `${text}. Create the outbox: postrider outbox init` : text;
}
