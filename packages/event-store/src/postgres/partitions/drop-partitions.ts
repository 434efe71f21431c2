import type { Database, Sql } from '../sql.js';
import {
  idsOf,
  lockPartitions,
  partitionedTables,
  partitionsOf,
  readTime,
  type Partition,
} from './partitioned-tables.js';
import { startOf } from './periods.js';
import { withShortLocks } from './short-locks.js';

const dayMs = 24 * 3_600_000;

/** What was in a dropped partition. */
export interface DroppedPartition {
  partition: string;
  from: Date;
  to: Date;
  bytes: number;
  /** Postgres's estimate; null if it has none. */
  rows: number | null;
}

export interface Dropped {
  dropped: DroppedPartition[];
  /** Names of partitions, as in the next field. Past retention by the clock and kept, since the clock may be wrong. */
  kept: string[];
  /** Past retention, and in use by a backup or a long statement. */
  inUse: string[];
}

/** Partitions that are dropped together, and the time by which their rows are counted as old. */
interface Unit {
  end: number;
  partitions: Partition[];
}

/**
 * Drops the partitions that ended more than `days` ago by Postgres's clock, never rows. Events are kept longer than
 * deliveries, by one partition. From the first partition with a pending delivery or an unfinished fan-out on, everything
 * is kept, and so are the current partition, the one before it and the coming ones.
 *
 * A clock that is ahead makes every partition old at once. So age is also counted in the days of earlier runs, which are
 * recorded: a jump of the clock by any time counts as one day at most.
 */
export async function dropPastRetention(database: Database, days: number): Promise<Dropped> {
  const dropped: DroppedPartition[] = [];
  for (;;) {
    const { past, kept } = await database.transaction((sql) => findPast(sql, days));
    const [oldest] = past;
    if (!oldest) return { dropped, kept, inUse: [] };
    const gone = await withShortLocks(database, (sql) => dropUnit(sql, oldest));
    if (!gone) return { dropped, kept, inUse: namesOf(past) };
    dropped.push(...gone);
  }
}

const namesOf = (units: readonly Unit[]): string[] =>
  units.flatMap(({ partitions }) => partitions.map(({ name }) => name));

/** Records this run, and returns the units to drop, oldest first. */
async function findPast(sql: Sql, days: number): Promise<{ past: Unit[]; kept: string[] }> {
  await lockPartitions(sql);
  const now = await readTime(sql);
  const today = new Date(startOf('day', now));
  await sql.query('INSERT INTO maintained_days (day) VALUES ($1) ON CONFLICT DO NOTHING', [today]);
  const units = (await unitsOf(sql)).filter((unit) => dueAt(unit, days) <= now);
  const past: Unit[] = [];
  for (const [i, unit] of units.entries()) {
    if (await isAnyPending(sql, unit)) break;
    if (!(await isOldByRuns(sql, { end: new Date(unit.end), today, days }))) {
      return { past, kept: namesOf(units.slice(i)) };
    }
    past.push(unit);
  }
  return { past, kept: [] };
}

const dueAt = ({ end, partitions }: Unit, days: number): number =>
  end + Math.max(days * dayMs, ...partitions.map(({ from, to }) => to - from));

export interface PlannedDrop {
  partition: string;
  from: Date;
  to: Date;
  /** Days since its begin, by Postgres's clock. */
  ageDays: number;
  /** When it is past retention. */
  at: Date;
  /** Why it is kept even after that. */
  keptFor: 'pending deliveries' | 'too few days of maintenance' | undefined;
}

/** When each partition will be dropped, oldest first. Changes nothing. */
export async function plannedDrops(sql: Sql, days: number): Promise<PlannedDrop[]> {
  const now = await readTime(sql);
  const today = new Date(startOf('day', now));
  const planned: PlannedDrop[] = [];
  let isPending = false;
  for (const unit of await unitsOf(sql)) {
    const at = dueAt(unit, days);
    isPending ||= await isAnyPending(sql, unit);
    const isTooNew = at <= now && !(await isOldByRuns(sql, { end: new Date(unit.end), today, days }));
    const keptFor = isPending ? 'pending deliveries' : isTooNew ? 'too few days of maintenance' : undefined;
    for (const { name, from, to } of unit.partitions) {
      const ageDays = Math.max(0, Math.floor((now - from) / dayMs));
      planned.push({ partition: name, from: new Date(from), to: new Date(to), ageDays, at: new Date(at), keptFor });
    }
  }
  return planned;
}

/** Oldest first. Events belong to the deliveries after them: a delivery's id is younger than its event's. */
async function unitsOf(sql: Sql): Promise<Unit[]> {
  const all: Partition[] = [];
  for (const each of partitionedTables) all.push(...(await partitionsOf(sql, each)));
  const deliveries = all.filter(({ table }) => table === 'deliveries');
  const endOf = ({ kind, from, to }: Partition): number => {
    if (kind === 'delivery') return to;
    return deliveries.find((each) => each.from <= to && to < each.to)?.to ?? to + (to - from);
  };
  return [...Map.groupBy(all, endOf)]
    .map(([end, partitions]) => ({ end, partitions }))
    .toSorted((a, b) => a.end - b.end);
}

/** Whether retention ran in as many days since. The first run after a pause may be by a clock that is ahead. */
async function isOldByRuns(sql: Sql, { end, today, days }: { end: Date; today: Date; days: number }): Promise<boolean> {
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM maintained_days
      WHERE day >= $1 AND day <= $2::date
        AND (day < $2::date OR EXISTS (SELECT 1 FROM maintained_days WHERE day = $2::date - 1))`,
    [end, today],
  );
  return (rows[0]?.count ?? 0) >= 1 + days;
}

/** Pending deliveries, or deliveries that a fan-out has not scheduled yet. A fan-out has the id of its first event. */
async function isAnyPending(sql: Sql, { end, partitions }: Unit): Promise<boolean> {
  const range = { from: Math.min(...partitions.map(({ from }) => from)), to: end };
  const { from, to } = idsOf('delivery', range);
  const { rows } = await sql.query(
    `(SELECT 1 FROM pending_deliveries WHERE id >= $1 AND id < $2 LIMIT 1)
     UNION ALL (SELECT 1 FROM fan_outs WHERE id < $3 LIMIT 1)`,
    [from, to, idsOf('event', range).to],
  );
  return rows.length > 0;
}

/**
 * Drops the partitions of a unit. Drops nothing if one of its deliveries was replayed since the check. The tables are
 * locked first: no other transaction makes a delivery pending any more.
 */
async function dropUnit(sql: Sql, unit: Unit): Promise<DroppedPartition[]> {
  await lockPartitions(sql);
  const tables = [...new Set(unit.partitions.map(({ table }) => table))];
  for (const table of tables) await sql.query(`LOCK TABLE ONLY ${table} IN ACCESS EXCLUSIVE MODE`);
  if (await isAnyPending(sql, unit)) return [];
  const { rows } = await sql.query<Pick<DroppedPartition, 'partition' | 'bytes' | 'rows'>>(
    `SELECT relname AS partition, pg_total_relation_size(oid)::float8 AS bytes, nullif(reltuples, -1)::float8 AS rows
       FROM pg_class WHERE oid = ANY ($1::text[]::regclass[])`,
    [namesOf([unit])],
  );
  for (const { partition } of rows) await sql.query(`DROP TABLE ${partition}`);
  return unit.partitions.flatMap(({ name, from, to }) => {
    const found = rows.find(({ partition }) => partition === name);
    return found ? [{ ...found, from: new Date(from), to: new Date(to) }] : [];
  });
}
