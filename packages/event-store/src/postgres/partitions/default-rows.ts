import { setTimeout as sleep } from 'node:timers/promises';
import { idPrefixes, idTime } from '@postrider/contracts';
import { DatabaseUnavailable, type Database, type Sql } from '../sql.js';
import {
  canBeNamed,
  idsOf,
  lockPartitions,
  partitionedTables,
  partitionName,
  partitionsOf,
  storageOf,
  type PartitionedTable,
} from './partitioned-tables.js';
import { periodAround, type TimeRange } from './periods.js';

/** Calls that wait behind the lock stay below their own timeout. */
const lockTimeout = '2s';
const tries = 30;
const pauseMs = 1_000;

/** Rows of one partition's time in a table's default partition. */
export interface DefaultRows {
  /** The partition where they belong. */
  partition: string;
  /** The time that it begins with. */
  from: Date;
  rows: number;
}

interface Found extends PartitionedTable {
  period: TimeRange;
  rows: number;
}

/** Rows are in a default partition if there was no partition for their id's time: a clock was wrong, or none ran. */
export async function findDefaultRows(sql: Sql): Promise<DefaultRows[]> {
  return (await findAll(sql)).map((found) => {
    const { from } = found.period;
    const partition = canBeNamed(from) ? partitionName(found, from) : `none: ${found.table} of a year after 9999`;
    return { partition, from: new Date(from), rows: found.rows };
  });
}

/**
 * Moves rows from the default partitions into new weekly partitions of their time, one week of one table at a time, and
 * yields each. The system may keep running: calls that need a default partition wait until its rows are moved. An
 * interrupted run has filled whole partitions, and the next run moves the rest.
 */
export async function* moveDefaultRows(database: Database): AsyncGenerator<DefaultRows> {
  for (const found of await findAll(database)) {
    const { from } = found.period;
    if (!canBeNamed(from)) continue;
    const rows = await withRetries(() => database.transaction((sql) => move(sql, found)));
    yield { partition: partitionName(found, from), from: new Date(from), rows };
  }
}

async function findAll(sql: Sql): Promise<Found[]> {
  const found: Found[] = [];
  for (const each of partitionedTables) {
    const key = keyOf(each);
    const prefix = idPrefixes[each.kind];
    const partitions = await partitionsOf(sql, each);
    const end = `${prefix}\``;
    let from = `${prefix}_`;
    for (;;) {
      const { rows } = await sql.query<{ id: string }>(
        `SELECT ${key} AS id FROM ${each.table}_other WHERE ${key} >= $1 AND ${key} < $2 ORDER BY ${key} LIMIT 1`,
        [from, end],
      );
      const [first] = rows;
      if (!first) break;
      const period = periodAround('week', idTime(first.id).getTime(), partitions);
      // The last possible time of an id has no next one.
      const next = idsOf(each.kind, period).to;
      const to = next > first.id ? next : end;
      const counted = await sql.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${each.table}_other WHERE ${key} >= $1 AND ${key} < $2`,
        [first.id, to],
      );
      found.push({ ...each, period, rows: counted.rows[0]?.count ?? 0 });
      from = to;
    }
  }
  return found;
}

/** Returns the number of moved rows: 0 if another run has moved them. */
async function move(sql: Sql, { period, ...each }: Found): Promise<number> {
  const name = partitionName(each, period.from);
  const { from, to } = idsOf(each.kind, period);
  const source = `${each.table}_other`;
  const key = keyOf(each);
  await lockPartitions(sql);
  if ((await partitionsOf(sql, each)).some((partition) => partition.name === name)) return 0;
  // All locks come before the copy, which a failed lock would waste. The parent's lock allows reads and writes of other
  // partitions.
  await sql.query(`SET LOCAL lock_timeout = '${lockTimeout}'`);
  await sql.query(`LOCK TABLE ONLY ${each.table} IN SHARE UPDATE EXCLUSIVE MODE`);
  await sql.query(`LOCK TABLE ${source} IN ACCESS EXCLUSIVE MODE`);
  await sql.query(`CREATE TABLE ${name} (LIKE ${each.table} INCLUDING ALL) ${storageOf(each)}`);
  const columns = await columnsOf(sql, each.table);
  const { rowCount } = await sql.query(
    `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM ${source} WHERE ${key} >= $1 AND ${key} < $2`,
    [from, to],
  );
  await sql.query(`DELETE FROM ${source} WHERE ${key} >= $1 AND ${key} < $2`, [from, to]);
  await sql.query(`ALTER TABLE ${each.table} ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`);
  return rowCount ?? 0;
}

/** Without generated columns. */
async function columnsOf(sql: Sql, table: string): Promise<string> {
  const { rows } = await sql.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows[0]?.columns ?? '';
}

async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable) || left <= 1) throw error;
      await sleep(pauseMs);
    }
  }
}

const keyOf = ({ table }: PartitionedTable): string => (table === 'domain_events' ? 'stream_id' : 'id');
