import { isCheckViolation, type Database, type Sql } from '../sql.js';
import {
  idsOf,
  lockPartitions,
  partitionedTables,
  partitionName,
  partitionsOf,
  readTime,
  storageOf,
  type PartitionedTable,
} from './partitioned-tables.js';
import { lengthMs, missingPeriods, startOf, type PartitionLength, type TimeRange } from './periods.js';

/** Partitions that are created in advance. */
const ahead = { day: 7, week: 4 };

/**
 * Creates the missing partitions of the last, the current and the next days or weeks, by Postgres's clock. After a change
 * of the length, new partitions begin where the last one ends. Returns the names of those that cannot be created because
 * the default partition has rows of their time (see `moveDefaultRows`).
 */
export async function ensurePartitions(database: Database, length: PartitionLength = 'week'): Promise<string[]> {
  const current = startOf(length, await readTime(database));
  const step = lengthMs(length);
  return createPartitions(database, { from: current - step, to: current + (1 + ahead[length]) * step }, length);
}

/** Creates the missing partitions of a time range. Returns the names of those that cannot be created. */
export async function createPartitions(
  database: Database,
  wanted: TimeRange,
  length: PartitionLength = 'week',
): Promise<string[]> {
  const refused: string[] = [];
  for (const each of partitionedTables) {
    for (const period of missingPeriods(length, wanted, await partitionsOf(database, each))) {
      try {
        await database.transaction(async (sql) => {
          await lockPartitions(sql);
          await createPartition(sql, each, period);
        });
      } catch (error) {
        if (!isCheckViolation(error)) throw error;
        refused.push(partitionName(each, period.from));
      }
    }
  }
  return refused;
}

async function createPartition(sql: Sql, each: PartitionedTable, period: TimeRange): Promise<void> {
  // Another gateway may have created it, or a longer one.
  const isTaken = (await partitionsOf(sql, each)).some(({ from, to }) => from < period.to && period.from < to);
  if (isTaken) return;
  const name = partitionName(each, period.from);
  const { from, to } = idsOf(each.kind, period);
  await sql.query(
    `CREATE TABLE ${name} PARTITION OF ${each.table} FOR VALUES FROM ('${from}') TO ('${to}') ${storageOf(each)}`,
  );
}
