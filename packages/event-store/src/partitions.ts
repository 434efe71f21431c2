import { firstIdAt, idPrefixes } from '@postrider/contracts';
import { isCheckViolation, type Database, type Sql } from './sql.js';

const weekMs = 7 * 24 * 3_600_000;
/** The first Monday of Unix time: partitions run from Monday to Monday, UTC. */
const firstMonday = 4 * 24 * 3_600_000;
const weeksAhead = 4;
/** Room in each page for every row to be changed once within it (migration PendingDeliveries). */
const deliveriesFillfactor = 50;
/** Serializes gateways that look after partitions at the same moment. */
const lockKey = 7_305_001;

/** Which table is cut by the ids of which kind. */
const partitioned = [
  { table: 'deliveries', kind: 'delivery' },
  { table: 'published_events', kind: 'event' },
  { table: 'domain_events', kind: 'delivery' },
  { table: 'domain_events', kind: 'event' },
] as const;

const nameOf = (table: string, kind: 'delivery' | 'event', start: number): string =>
  `${table}_${idPrefixes[kind]}_${new Date(start).toISOString().slice(0, 10).replaceAll('-', '')}`;

/**
 * Makes the partitions of last week, this week and the next four. Running it again changes nothing. Answers those that
 * cannot be made, since rows of their week are in the default partition (a clock that jumped): they serve from there, and
 * only their retention waits for an operator.
 */
export async function ensurePartitions(database: Database, now = new Date()): Promise<string[]> {
  const thisWeek = now.getTime() - ((now.getTime() - firstMonday) % weekMs);
  const refused: string[] = [];
  for (let week = -1; week <= weeksAhead; week++) {
    for (const { table, kind } of partitioned) {
      const name = nameOf(table, kind, thisWeek + week * weekMs);
      try {
        await database.transaction(async (sql) => {
          await sql.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
          await createPartition(sql, { name, table, kind, start: thisWeek + week * weekMs });
        });
      } catch (error) {
        if (!isCheckViolation(error)) throw error;
        refused.push(name);
      }
    }
  }
  return refused;
}

async function createPartition(
  sql: Sql,
  { name, table, kind, start }: { name: string; table: string; kind: 'delivery' | 'event'; start: number },
): Promise<void> {
  // CREATE … IF NOT EXISTS would lock the default partition even where there is nothing to do.
  if (await exists(sql, name)) return;
  const { from, to } = idsOf(kind, start);
  const room = table === 'deliveries' ? `WITH (fillfactor = ${String(deliveriesFillfactor)})` : '';
  await sql.query(`CREATE TABLE ${name} PARTITION OF ${table} FOR VALUES FROM ('${from}') TO ('${to}') ${room}`);
}

/** The first id of the week that begins then, and of the next. */
function idsOf(kind: 'delivery' | 'event', start: number): { from: string; to: string } {
  return { from: firstIdAt(kind, new Date(start)), to: firstIdAt(kind, new Date(start + weekMs)) };
}

/** Deliveries that are pending, or still to be made: a fan-out has the id of its first event. */
async function isAnyPending(sql: Sql, start: number): Promise<boolean> {
  const { from, to } = idsOf('delivery', start);
  const { rows } = await sql.query(
    `(SELECT 1 FROM pending_deliveries WHERE id >= $1 AND id < $2 LIMIT 1)
     UNION ALL (SELECT 1 FROM fan_outs WHERE id < $3 LIMIT 1)`,
    [from, to, idsOf('event', start).to],
  );
  return rows.length > 0;
}

async function exists(sql: Sql, table: string): Promise<boolean> {
  const { rows } = await sql.query<{ oid: string | null }>('SELECT to_regclass($1) AS oid', [table]);
  return rows[0]?.oid != null;
}

/**
 * Drops the weeks that ended before `before`: whole partitions, never rows. Answers their names.
 * Events stay a week longer than deliveries, and from a week on in which a delivery is still pending, or to be made by a
 * fan-out, everything stays.
 */
export async function dropPartitionsBefore(database: Database, before: Date): Promise<string[]> {
  return database.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const { rows } = await sql.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'deliveries'::regclass AND c.relname ~ '_\\d{8}$' ORDER BY 1`,
    );
    const dropped: string[] = [];
    for (const { name } of rows) {
      const day = name.slice(-8);
      const start = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`);
      if (start + weekMs > before.getTime()) continue;
      if (await isAnyPending(sql, start)) break;
      for (const { table, kind } of partitioned) {
        // A delivery's id is younger than its event's: around midnight on Sunday the two fall into different weeks.
        const partition = nameOf(table, kind, kind === 'event' ? start - weekMs : start);
        if (!(await exists(sql, partition))) continue;
        await sql.query(`DROP TABLE ${partition}`);
        dropped.push(partition);
      }
      // A replay that was asked for since they were looked at went with the week.
      const { from, to } = idsOf('delivery', start);
      await sql.query('DELETE FROM pending_deliveries WHERE id >= $1 AND id < $2', [from, to]);
    }
    return dropped;
  });
}
