import { isCheckViolation, type Database, type Sql } from '../sql.js';
import {
  exists,
  idsOfWeek,
  lockPartitions,
  partitionedTables,
  partitionName,
  readTime,
  weekMs,
  weekOf,
  type PartitionedTable,
} from './weeks.js';

const weeksAhead = 4;
/** Leaves space in each page for one update of each of its rows (migration PendingDeliveries). */
const deliveriesFillfactor = 50;

/**
 * Creates the missing partitions of last week, this week and the next four, by Postgres's clock. Returns the names of
 * those that cannot be created because the default partition has rows of their week (see `moveDefaultRows`).
 */
export async function ensurePartitions(database: Database): Promise<string[]> {
  const thisWeek = weekOf(await readTime(database));
  const refused: string[] = [];
  for (let week = -1; week <= weeksAhead; week++) {
    refused.push(...(await createWeek(database, thisWeek + week * weekMs)));
  }
  return refused;
}

/** Creates the partitions of the week that begins at `week`. Returns the names of those that cannot be created. */
export async function createWeek(database: Database, week: number): Promise<string[]> {
  const refused: string[] = [];
  for (const each of partitionedTables) {
    try {
      await database.transaction(async (sql) => {
        await lockPartitions(sql);
        await createPartition(sql, each, week);
      });
    } catch (error) {
      if (!isCheckViolation(error)) throw error;
      refused.push(partitionName(each, week));
    }
  }
  return refused;
}

async function createPartition(sql: Sql, each: PartitionedTable, week: number): Promise<void> {
  const name = partitionName(each, week);
  // CREATE … IF NOT EXISTS locks the default partition even if the partition exists.
  if (await exists(sql, name)) return;
  const { from, to } = idsOfWeek(each.kind, week);
  await sql.query(
    `CREATE TABLE ${name} PARTITION OF ${each.table} FOR VALUES FROM ('${from}') TO ('${to}') ${storageOf(each)}`,
  );
}

export const storageOf = ({ table }: PartitionedTable): string =>
  table === 'deliveries' ? `WITH (fillfactor = ${String(deliveriesFillfactor)})` : '';
