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
 * SQLSTATE classes and codes that pass by themselves: connection, resources, operator intervention (a statement
 * timeout is one), lock timeout, idle transaction, deadlock and serialization.
 */
const passing = /^(08...|53...|57...|55P03|25P03|40P01|40001)$/;

const statementTimeout = '57014';
const uniqueViolation = '23505';
const checkViolation = '23514';

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === uniqueViolation;
}

export function isCheckViolation(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === checkViolation;
}

/** Whether a statement took longer than it may, as far as the server says so. */
export function isStatementTimeout(error: unknown): boolean {
  const { cause } = error instanceof DatabaseUnavailable ? error : {};
  return cause instanceof pg.DatabaseError && cause.code === statementTimeout;
}

/** Runs a database call; what is not the server's answer to the statement becomes DatabaseUnavailable. */
export async function guarded<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const reason = error instanceof Error && 'driverError' in error ? error.driverError : error;
    const answered = reason instanceof pg.DatabaseError;
    if (answered && !passing.test(reason.code ?? '')) throw error;
    // A mistake in our own code is no outage.
    if (!answered && (reason instanceof TypeError || reason instanceof RangeError)) throw error;
    throw new DatabaseUnavailable(reason instanceof Error ? reason.message : String(reason), { cause: error });
  }
}

/**
 * Every statement here looks rows up by an index. A prepared statement keeps the plan that was right while its tables were
 * empty: so plans that read whole tables are not to be had.
 */
const indexesOnly = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/**
 * A connection pool with bounded waiting: after `timeoutMs` a caller gets DatabaseUnavailable, be it that no
 * connection is free, none can be made, or a statement doesn't end.
 */
export class Database implements Sql {
  readonly #pool: pg.Pool;

  constructor(options: { url: string; size: number; timeoutMs: number; name: string }) {
    this.#pool = new pg.Pool({
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
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  query<R extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]): Promise<QueryResult<R>> {
    return guarded(() => this.#pool.query<R>(query, values));
  }

  /** Runs `work` in one transaction; a connection whose rollback fails is thrown away. */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await guarded(() => this.#pool.connect());
    const sql: Sql = {
      query: <R extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]) =>
        guarded(() => client.query<R>(query, values)),
    };
    let broken = false;
    try {
      await sql.query('BEGIN');
      const result = await work(sql);
      await sql.query('COMMIT');
      return result;
    } catch (error) {
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
}
