import type { Metrics } from './metrics.js';

export interface PoolUse {
  size: number;
  total: number;
  idle: number;
  /** Calls that wait for a connection. */
  waiting: number;
  /** Calls so far that had to wait. */
  waits: number;
}

interface MeasuredDatabase {
  readonly use: PoolUse;
  /** Failed calls by SQLSTATE. */
  readonly unavailable: ReadonlyMap<string, number>;
}

interface MeasuredClock {
  offByMs: () => number | undefined;
}

/** A process's view of Postgres: its connections, its failed calls and the difference between the clocks. */
export function databaseMetrics(
  metrics: Metrics,
  {
    database,
    clock,
    pools,
  }: { database: MeasuredDatabase; clock: MeasuredClock; pools?: Record<string, () => PoolUse> },
): void {
  const all = { main: () => database.use, ...pools };
  const each = (value: (use: PoolUse) => number) => () =>
    Object.entries(all).map(([pool, use]) => [{ pool }, value(use())] as const);
  const labels = ['pool'];
  metrics.gauge(
    { name: 'postrider_database_pool_size', help: 'Maximum number of connections to Postgres.', labels },
    each(({ size }) => size),
  );
  metrics.gauge(
    { name: 'postrider_database_pool_in_use', help: 'Connections to Postgres with a call in progress.', labels },
    each(({ total, idle }) => total - idle),
  );
  metrics.gauge(
    { name: 'postrider_database_pool_waiting', help: 'Calls that wait for a connection to Postgres.', labels },
    each(({ waiting }) => waiting),
  );
  metrics.counted(
    {
      name: 'postrider_database_pool_waits_total',
      help: 'Calls that had to wait because all connections to Postgres were in use.',
      labels,
    },
    each(({ waits }) => waits),
  );
  metrics.counted(
    {
      name: 'postrider_database_unavailable_total',
      help: 'Calls that failed because Postgres was unavailable, by SQLSTATE; "none" for lost connections and time-outs.',
      labels: ['sqlstate'],
    },
    () => [...database.unavailable].map(([sqlstate, count]) => [{ sqlstate }, count] as const),
  );
  metrics.gauge(
    {
      name: 'postrider_clock_offset_seconds',
      help: "This machine's clock minus Postgres's.",
    },
    () => {
      const offByMs = clock.offByMs();
      return offByMs === undefined ? undefined : offByMs / 1_000;
    },
  );
}
