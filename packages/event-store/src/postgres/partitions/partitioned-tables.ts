import { firstIdAt, idPrefixes, idTime } from '@postrider/contracts';
import type { Sql } from '../sql.js';
import type { TimeRange } from './periods.js';

/** One transaction at a time creates, fills or drops partitions. */
const lockKey = 7_305_001;
/** Partition names have four digits for the year. */
const lastNamed = Date.UTC(9999, 11, 1);
/** Leaves space in each page for one update of each of its rows (decision 31). */
const deliveriesFillfactor = 50;

export type PartitionKind = 'delivery' | 'event';

/** A table partitioned by time, and the kind of the ids in its partition key. */
export interface PartitionedTable {
  table: 'deliveries' | 'published_events' | 'event_values' | 'domain_events';
  kind: PartitionKind;
}

export const partitionedTables: readonly PartitionedTable[] = [
  { table: 'deliveries', kind: 'delivery' },
  { table: 'published_events', kind: 'event' },
  { table: 'event_values', kind: 'event' },
  { table: 'domain_events', kind: 'delivery' },
  { table: 'domain_events', kind: 'event' },
];

export interface Partition extends PartitionedTable, TimeRange {
  name: string;
}

export const canBeNamed = (time: number): boolean => time <= lastNamed;

/** By the day that the partition begins with. */
export const partitionName = ({ table, kind }: PartitionedTable, from: number): string =>
  `${table}_${idPrefixes[kind]}_${new Date(from).toISOString().slice(0, 10).replaceAll('-', '')}`;

/** The first id of a time range, and the first one after it. */
export const idsOf = (kind: PartitionKind, { from, to }: TimeRange): { from: string; to: string } => ({
  from: firstIdAt(kind, new Date(from)),
  to: firstIdAt(kind, new Date(to)),
});

export const storageOf = ({ table }: PartitionedTable): string =>
  table === 'deliveries' ? `WITH (fillfactor = ${String(deliveriesFillfactor)})` : '';

export const lockPartitions = (sql: Sql): Promise<unknown> => sql.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);

/** Postgres's time, in milliseconds. No process's clock decides about a partition. */
export async function readTime(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ now: Date }>('SELECT now() AS now');
  const [row] = rows;
  if (!row) throw new Error('a SELECT without FROM returns one row');
  return row.now.getTime();
}

/** The partitions of a table, oldest first. The bounds are their own: their length may have been another. */
export async function partitionsOf(sql: Sql, each: PartitionedTable): Promise<Partition[]> {
  const { rows } = await sql.query<{ name: string; bounds: string }>(
    `SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = $1::regclass AND c.relname ~ $2 ORDER BY 1`,
    [each.table, `_${idPrefixes[each.kind]}_\\d{8}$`],
  );
  return rows.map(({ name, bounds }) => {
    const [from, to] = [...bounds.matchAll(/'(\w+)'/g)].map(([, id = '']) => idTime(id).getTime());
    if (from === undefined || to === undefined) throw new Error(`partition ${name} has other bounds: ${bounds}`);
    return { ...each, name, from, to };
  });
}

/** When the oldest partition of deliveries begins; undefined without partitions. */
export async function oldestDeliveries(sql: Sql): Promise<number | undefined> {
  return (await partitionsOf(sql, { table: 'deliveries', kind: 'delivery' }))[0]?.from;
}

/** Every partition with its size on disk, including indexes. */
export async function listPartitions(sql: Sql): Promise<{ partition: string; bytes: number }[]> {
  const { rows } = await sql.query<{ partition: string; bytes: string }>(
    `SELECT relid::regclass::text AS partition, pg_total_relation_size(relid) AS bytes
       FROM unnest($1::regclass[]) AS parent, pg_partition_tree(parent) WHERE isleaf ORDER BY 1`,
    [[...new Set(partitionedTables.map(({ table }) => table)), 'publish_keys']],
  );
  return rows.map(({ partition, bytes }) => ({ partition, bytes: Number(bytes) }));
}
