import pg, { type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';

/** Whatever runs statements: the database, or a transaction in it. */
export interface Sql {
  query<R extends QueryResultRow = QueryResultRow>(
    query: string | QueryConfig,
    values?: unknown[],
  ): Promise<QueryResult<R>>;
}

/** Postgres can't be reached, is too busy, or took too long; nothing is known to be wrong with the statement. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/**
 * SQLSTATEs that tell of the server, of the session or of the schema, not of the statement's own data:
 * - 08, 53, 57, 58, XX: connection, resources (disk full), operator intervention (a statement timeout), system, internal
 * - 25006, 25P02, 25P03, 25P04: a standby or a read-only server, an aborted or timed-out transaction
 * - 28, 3D, 42501: credentials, database and privileges that are being changed
 * - 0A000, 26, 42P01, 55: a schema that is being migrated, prepared statements of an older one, locks
 * - 40: deadlock, serialization
 */
const outage = /^(08...|53...|57...|58...|XX...|25006|25P0[234]|28...|3D...|42501|0A000|26...|42P01|55...|40...)$/;

const statementTimeout = '57014';
const uniqueViolation = '23505';
const checkViolation = '23514';

/** The SQLSTATE that Postgres answered a statement with; undefined where it gave none. */
export function sqlStateOf(error: unknown): string | undefined {
  const cause = error instanceof DatabaseUnavailable ? error.cause : error;
  return cause instanceof pg.DatabaseError ? cause.code : undefined;
}

export const isUniqueViolation = (error: unknown): boolean => sqlStateOf(error) === uniqueViolation;

export const isCheckViolation = (error: unknown): boolean => sqlStateOf(error) === checkViolation;

/** Classes 22 and 23: the data of this statement is refused. Another statement may well succeed. */
export const isDataError = (error: unknown): boolean => /^2[23]/.test(sqlStateOf(error) ?? '');
/**
 * The row's partition was made while the statement waited to write into the default partition. Repeated, the statement
 * writes into the new one.
 */
const isMovedAway = ({ code, routine }: pg.DatabaseError): boolean =>
  code === checkViolation && routine === 'ExecPartitionCheckEmitError';

/** Whether a statement took longer than it may, as far as the server says so. */
export const isStatementTimeout = (error: unknown): boolean => sqlStateOf(error) === statementTimeout;

/** Runs a database call; what is not the server's answer to the statement becomes DatabaseUnavailable. */
export async function callDatabase<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const reason = error instanceof Error && 'driverError' in error ? error.driverError : error;
    const answered = reason instanceof pg.DatabaseError;
    if (answered && !outage.test(reason.code ?? '') && !isMovedAway(reason)) throw error;
    // A mistake in our own code is no outage.
    if (!answered && (reason instanceof TypeError || reason instanceof RangeError)) throw error;
    throw new DatabaseUnavailable(reason instanceof Error ? reason.message : String(reason), { cause: error });
  }
}

/**
 * Every statement here looks rows up by an index. A prepared statement keeps the plan that was right while its tables were
 * empty: so plans that read whole tables are not to be had. Bitmaps and incremental sorts read all that an index finds
 * before they give the first row of a page.
 */
const indexesOnly = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'incremental_sort']
  .map((way) => `-c enable_${way}=off`)
  .join(' ');

/** The server has become a standby, or takes no writes for another reason. */
const readOnlyTransaction = '25006';
/** Its connections are replaced once in this time; those that meet the error are thrown away in between. */
const replaceMs = 1_000;

interface DatabaseOptions {
  url: string;
  size: number;
  timeoutMs: number;
  name: string;
}

/**
 * A connection pool with bounded waiting: after `timeoutMs` a caller gets DatabaseUnavailable, be it that no
 * connection is free, none can be made, or a statement doesn't end.
 */
export class Database implements Sql {
  #pool: pg.Pool;
  #replacedAt = -Infinity;

  constructor(private readonly options: DatabaseOptions) {
    this.#pool = newPool(options);
  }

  query<R extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]): Promise<QueryResult<R>> {
    const pool = this.#pool;
    return this.#watch(pool, () => pool.query<R>(query, values));
  }

  /** Runs `work` in one transaction. A connection is thrown away after an outage, or when its rollback fails. */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const pool = this.#pool;
    const client = await this.#watch(pool, () => pool.connect());
    const sql: Sql = {
      query: <R extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]) =>
        this.#watch(pool, () => client.query<R>(query, values)),
    };
    let broken = false;
    try {
      await sql.query('BEGIN');
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

  end(): Promise<void> {
    return this.#pool.end();
  }

  /** After a failover every pooled connection still leads to the old primary: all of them are replaced. */
  async #watch<T>(pool: pg.Pool, call: () => Promise<T>): Promise<T> {
    try {
      return await callDatabase(call);
    } catch (error) {
      const isDue = performance.now() - this.#replacedAt > replaceMs;
      if (pool === this.#pool && isDue && sqlStateOf(error) === readOnlyTransaction) {
        this.#replacedAt = performance.now();
        this.#pool = newPool(this.options);
        void pool.end();
      }
      throw error;
    }
  }
}

function newPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    connectionTimeoutMillis: options.timeoutMs,
    statement_timeout: options.timeoutMs,
    query_timeout: options.timeoutMs + 1_000,
    idle_in_transaction_session_timeout: 4 * options.timeoutMs,
    application_name: options.name,
    options: indexesOnly,
    keepAlive: true,
  });
  // A connection that breaks is replaced on the next use; without listeners, idle or lent, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
