import pg, { type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import { HostPool } from './host-pool.js';
import { Hosts } from './hosts.js';
import { parsers } from './timestamps.js';

/** The database or a transaction. */
export interface Sql {
  query<R extends QueryResultRow = QueryResultRow>(
    query: string | QueryConfig,
    values?: unknown[],
  ): Promise<QueryResult<R>>;
}

/** Postgres is unreachable, too busy or too slow. The statement itself may be right. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/**
 * SQLSTATEs of the server, the session or the schema, not of the statement's data:
 * - 08, 53, 57, 58, XX: connection, resources (disk full), operator intervention (a statement timeout), system,
 *   internal
 * - 25006, 25P02, 25P03, 25P04: a standby or a read-only server, an aborted or timed-out transaction
 * - 28, 3D, 42501: changed credentials, database or privileges
 * - 0A000, 26, 42P01, 55: a schema in migration, prepared statements of an older one, locks
 * - 40: deadlock, serialization
 */
const outage = /^(08...|53...|57...|58...|XX...|25006|25P0[234]|28...|3D...|42501|0A000|26...|42P01|55...|40...)$/;

const statementTimeout = '57014';
const uniqueViolation = '23505';
const checkViolation = '23514';
const lockNotAvailable = '55P03';

/** The SQLSTATE of Postgres's error; undefined for other errors. */
export function sqlStateOf(error: unknown): string | undefined {
  const cause = error instanceof DatabaseUnavailable ? error.cause : error;
  return cause instanceof pg.DatabaseError ? cause.code : undefined;
}

export const isUniqueViolation = (error: unknown): boolean => sqlStateOf(error) === uniqueViolation;

export const isCheckViolation = (error: unknown): boolean => sqlStateOf(error) === checkViolation;

/** A lock was not granted within `lock_timeout`. */
export const isLockTimeout = (error: unknown): boolean => sqlStateOf(error) === lockNotAvailable;

/** Classes 22 and 23: the statement's data is invalid. Other statements may succeed. */
export const isDataError = (error: unknown): boolean => /^2[23]/.test(sqlStateOf(error) ?? '');
/**
 * The row's partition was created while the statement waited to write into the default partition. A repeated statement
 * writes into the new partition.
 */
const isPartitionCreated = ({ code, routine }: pg.DatabaseError): boolean =>
  code === checkViolation && routine === 'ExecPartitionCheckEmitError';

/** Whether the server ended the statement by its timeout. */
export const isStatementTimeout = (error: unknown): boolean => sqlStateOf(error) === statementTimeout;

/** Runs a database call. Errors that are not about the statement become DatabaseUnavailable. */
export async function callDatabase<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const reason = error instanceof Error && 'driverError' in error ? error.driverError : error;
    const isFromServer = reason instanceof pg.DatabaseError;
    if (isFromServer && !outage.test(reason.code ?? '') && !isPartitionCreated(reason)) throw error;
    // A programming error is no outage.
    if (!isFromServer && (reason instanceof TypeError || reason instanceof RangeError)) throw error;
    throw new DatabaseUnavailable(reason instanceof Error ? reason.message : String(reason), { cause: reason });
  }
}

/**
 * Every statement finds its rows by an index. A prepared statement may keep a plan from when its tables were empty, so
 * plans that read whole tables are disabled. Bitmaps and incremental sorts read all matches of an index before the
 * first row of a page.
 */
const indexesOnly = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'incremental_sort'].map(
  (plan) => `enable_${plan}=off`,
);
/** A named statement is planned once per connection. With arrays as parameters, Postgres would plan it at each call. */
const plannedOnce = 'plan_cache_mode=force_generic_plan';

const sessionSettings = ({ timeoutMs }: DatabaseOptions): string[] => [
  ...indexesOnly,
  plannedOnce,
  `statement_timeout=${String(timeoutMs)}`,
  `idle_in_transaction_session_timeout=${String(4 * timeoutMs)}`,
];

/** The server is a standby or takes no writes for another reason. */
const readOnlyTransaction = '25006';

/** How a connection pooler between a process and Postgres works. */
export interface Pooling {
  /** A server connection is kept for one transaction only. So each statement has one, which sets what it needs. */
  transactionPooling?: boolean;
  /** False if the pooler does not support statements that are prepared by name. */
  preparedStatements?: boolean;
}

interface DatabaseOptions extends Pooling {
  url: string;
  size: number;
  timeoutMs: number;
  name: string;
}

/**
 * A connection pool with bounded waits: a call rejects with DatabaseUnavailable after `timeoutMs`, whether it waits for
 * a free connection, for a new one, or for a statement.
 */
export class Database implements Sql {
  /** DatabaseUnavailable errors so far, by SQLSTATE; `none` for those without, such as lost connections. */
  readonly unavailable = new Map<string, number>();
  readonly #hosts: Hosts;
  readonly #pool: pg.Pool;
  readonly #begin: string;
  #waits = 0;

  constructor(private readonly options: DatabaseOptions) {
    this.#hosts = Hosts.of(options.url);
    this.#pool = newPool(this.#hosts, options);
    const settings = options.transactionPooling ? sessionSettings(options) : [];
    this.#begin = ['BEGIN', ...settings.map((setting) => `SET LOCAL ${setting}`)].join(';');
  }

  query<R extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]): Promise<QueryResult<R>> {
    if (this.options.transactionPooling) return this.transaction((sql) => sql.query<R>(query, values));
    const pool = this.#poolForCall();
    return this.#run(() => pool.query<R>(this.#prepared(query), values));
  }

  /** Runs `work` in one transaction. The connection is closed after an outage or a failed rollback. */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const pool = this.#poolForCall();
    const client = await this.#run(() => pool.connect());
    const sql: Sql = {
      query: <R extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]) =>
        this.#run(() => client.query<R>(this.#prepared(query), values)),
    };
    let broken = false;
    try {
      await sql.query(this.#begin);
      const result = await work(sql);
      await sql.query('COMMIT');
      return result;
    } catch (error) {
      broken = error instanceof DatabaseUnavailable;
      await client.query('ROLLBACK').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Connections: the limit, those that are open, those without a call; the calls that wait for one, and have waited. */
  get use(): { size: number; total: number; idle: number; waiting: number; waits: number } {
    const { totalCount: total, idleCount: idle, waitingCount: waiting } = this.#pool;
    return { size: this.options.size, total, idle, waiting, waits: this.#waits };
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  #prepared(query: string | QueryConfig): string | QueryConfig {
    if (this.options.preparedStatements !== false || typeof query === 'string') return query;
    const { name: _, ...unnamed } = query;
    return unnamed;
  }

  #poolForCall(): pg.Pool {
    if (this.#pool.idleCount === 0 && this.#pool.totalCount >= this.options.size) this.#waits += 1;
    return this.#pool;
  }

  /** After a failover all open connections lead to the old primary, so they are left. */
  async #run<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await callDatabase(call);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) {
        const code = sqlStateOf(error) ?? 'none';
        this.unavailable.set(code, (this.unavailable.get(code) ?? 0) + 1);
        if (code === readOnlyTransaction) this.#hosts.leave();
      }
      throw error;
    }
  }
}

const newPool = (hosts: Hosts, options: DatabaseOptions): pg.Pool =>
  new HostPool({
    hosts,
    max: options.size,
    connectionTimeoutMillis: options.timeoutMs,
    query_timeout: options.timeoutMs + 1_000,
    application_name: options.name,
    types: parsers,
    ...(!options.transactionPooling && {
      options: sessionSettings(options)
        .map((setting) => `-c ${setting}`)
        .join(' '),
    }),
    keepAlive: true,
  });
