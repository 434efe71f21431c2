import { isCheckViolation, type Database, type Sql } from '../sql.js';
import {
  exists,
  idsOfWeek,
  lockPartitions,
  partitioned,
  partitionName,
  readTime,
  weekMs,
  weekOf,
  type Partitioned,
} from './weeks.js';

const weeksAhead = 4;
/** Room in each page for every row to be changed once within it (migration PendingDeliveries). */
const deliveriesFillfactor = 50;

/**
 * Makes the partitions of last week, this week and the next four, by Postgres's clock. Running it again changes nothing.
 * Returns the names of those that cannot be made, since rows of their week are in the default partition: these serve from
 * there until `rehomeDefaultRows` moves them.
 */
export async function ensurePartitions(database: Database): Promise<string[]> {
  const thisWeek = weekOf(await readTime(database));
  const refused: string[] = [];
  for (let week = -1; week <= weeksAhead; week++) {
    refused.push(...(await makeWeek(database, thisWeek + week * weekMs)));
  }
  return refused;
}

/** Makes the partitions of the week that begins then. Returns those that cannot be made. */
export async function makeWeek(database: Database, week: number): Promise<string[]> {
  const refused: string[] = [];
  for (const each of partitioned) {
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

async function createPartition(sql: Sql, each: Partitioned, week: number): Promise<void> {
  const name = partitionName(each, week);
  // CREATE … IF NOT EXISTS would lock the default partition even where there is nothing to do.
  if (await exists(sql, name)) return;
  const { from, to } = idsOfWeek(each.kind, week);
  await sql.query(
    `CREATE TABLE ${name} PARTITION OF ${each.table} FOR VALUES FROM ('${from}') TO ('${to}') ${storageOf(each)}`,
  );
}

export const storageOf = ({ table }: Partitioned): string =>
  table === 'deliveries' ? `WITH (fillfactor = ${String(deliveriesFillfactor)})` : '';
