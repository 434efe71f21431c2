import { firstIdAt, idPrefixes } from '@postrider/contracts';
import type { Sql } from '../sql.js';

export const weekMs = 7 * 24 * 3_600_000;
/** The first Monday of Unix time. Partitions run from Monday to Monday, UTC. */
const firstMonday = 4 * 24 * 3_600_000;
/** One transaction at a time creates, fills or drops partitions. */
const lockKey = 7_305_001;
/** Partition names have four digits for the year. */
const lastWeek = Date.UTC(9999, 11, 1);

export type PartitionKind = 'delivery' | 'event';

/** A table partitioned by week, and the kind of the ids in its partition key. */
export interface PartitionedTable {
  table: 'deliveries' | 'published_events' | 'domain_events';
  kind: PartitionKind;
}

export const partitionedTables: readonly PartitionedTable[] = [
  { table: 'deliveries', kind: 'delivery' },
  { table: 'published_events', kind: 'event' },
  { table: 'domain_events', kind: 'delivery' },
  { table: 'domain_events', kind: 'event' },
];

/** The Monday, 0:00 UTC, that a week begins with, in milliseconds since 1970 as all times here. */
export const weekOf = (time: number): number => time - ((((time - firstMonday) % weekMs) + weekMs) % weekMs);

export const canBeNamed = (week: number): boolean => week <= lastWeek;

export const partitionName = ({ table, kind }: PartitionedTable, week: number): string =>
  `${table}_${idPrefixes[kind]}_${new Date(week).toISOString().slice(0, 10).replaceAll('-', '')}`;

/** The first id of a week and of the next one. */
export const idsOfWeek = (kind: PartitionKind, week: number): { from: string; to: string } => ({
  from: firstIdAt(kind, new Date(week)),
  to: firstIdAt(kind, new Date(week + weekMs)),
});

export const lockPartitions = (sql: Sql): Promise<unknown> => sql.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);

/** Postgres's time, in milliseconds. No process's clock decides about a partition. */
export async function readTime(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ now: Date }>('SELECT now() AS now');
  const [row] = rows;
  if (!row) throw new Error('a SELECT without FROM returns one row');
  return row.now.getTime();
}

export async function exists(sql: Sql, table: string): Promise<boolean> {
  const { rows } = await sql.query<{ oid: string | null }>('SELECT to_regclass($1) AS oid', [table]);
  return rows[0]?.oid != null;
}

/** The weeks of a table's partitions, oldest first. */
export async function weeksOf(sql: Sql, { table, kind }: PartitionedTable): Promise<number[]> {
  const { rows } = await sql.query<{ day: string }>(
    `SELECT right(c.relname, 8) AS day FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = $1::regclass AND c.relname ~ $2 ORDER BY 1`,
    [table, `_${idPrefixes[kind]}_\\d{8}$`],
  );
  return rows.map(({ day }) => Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`));
}

/** Every partition with its size on disk, including indexes. */
export async function listPartitions(sql: Sql): Promise<{ partition: string; bytes: number }[]> {
  const { rows } = await sql.query<{ partition: string; bytes: string }>(
    `SELECT c.relname AS partition, pg_total_relation_size(c.oid) AS bytes
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = ANY($1::regclass[]) AND c.relkind = 'r' ORDER BY 1`,
    [[...new Set(partitionedTables.map(({ table }) => table))]],
  );
  return rows.map(({ partition, bytes }) => ({ partition, bytes: Number(bytes) }));
}
