import type { Database } from '@postrider/event-store';

/** Figures of a statement on the server since the last reset. */
export interface StatementFigures {
  statement: string;
  calls: number;
  /** Rows per call. */
  rows: number;
  /** Milliseconds per call, without the commit. */
  mean_ms: number;
  total_ms: number;
  /** Bytes of write-ahead log per call. */
  wal_bytes: number;
}

/** Settings for the start of PostgreSQL. The figures cost some speed, so that only the profile collects them. */
export const statementSettings = { shared_preload_libraries: 'pg_stat_statements' };

export async function resetStatements(database: Database): Promise<void> {
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await database.query('SELECT pg_stat_statements_reset()');
}

/** Returns the statements with the most time. */
export async function statements(database: Database): Promise<StatementFigures[]> {
  const { rows } = await database.query<StatementFigures>(
    `SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 60) AS statement, calls::int,
            round(rows::numeric / calls, 1)::float AS rows, round(mean_exec_time::numeric, 2)::float AS mean_ms,
            total_exec_time AS total_ms, round(wal_bytes / calls)::int AS wal_bytes
       FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY total_exec_time DESC LIMIT 8`,
  );
  return rows;
}
