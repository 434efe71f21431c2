import type { Database, Sql } from '../sql.js';
import {
  exists,
  idsOfWeek,
  lockPartitions,
  partitionedTables,
  partitionName,
  readTime,
  weekMs,
  weekOf,
  weeksOf,
} from './weeks.js';

const dayMs = 24 * 3_600_000;

export interface Dropped {
  /** Names of partitions. */
  dropped: string[];
  /** Mondays of the weeks that are past retention by the clock and kept, since the clock may be wrong. */
  kept: string[];
}

/**
 * Drops the weeks that ended more than `days` ago by Postgres's clock: whole partitions, never rows. Events are kept a
 * week longer than deliveries. From the first week with a pending delivery or an unfinished fan-out on, everything is
 * kept, and so are the current week, the one before it and the coming ones.
 *
 * A clock that is ahead makes every week old at once. So a week's age is also counted in the weeks of earlier runs,
 * which are recorded: a jump of the clock by any time counts as one week at most.
 */
export async function dropPastRetention(database: Database, days: number): Promise<Dropped> {
  const dropped: string[] = [];
  for (;;) {
    const step = await database.transaction((sql) => dropOldest(sql, days));
    dropped.push(...step.dropped);
    if (step.dropped.length === 0) return { dropped, kept: step.kept };
  }
}

async function dropOldest(sql: Sql, days: number): Promise<Dropped> {
  await lockPartitions(sql);
  const now = await readTime(sql);
  const thisWeek = weekOf(now);
  await sql.query('INSERT INTO maintained_weeks (start) VALUES ($1) ON CONFLICT DO NOTHING', [new Date(thisWeek)]);
  const weeks = await droppableWeeks(sql);
  const past = weeks.filter((week) => week + weekMs <= now - days * dayMs && week < thisWeek - weekMs);
  for (const week of past) {
    if (await isAnyPending(sql, week)) break;
    if (!(await isOldByRuns(sql, { week, thisWeek, days }))) {
      return { dropped: [], kept: past.filter((each) => each >= week).map(dayOf) };
    }
    const dropped = await dropWeek(sql, week);
    if (dropped.length > 0) return { dropped, kept: [] };
  }
  return { dropped: [], kept: [] };
}

/** Oldest first. A week of events is dropped with the next week of deliveries. */
async function droppableWeeks(sql: Sql): Promise<number[]> {
  const deliveries = await weeksOf(sql, { table: 'deliveries', kind: 'delivery' });
  const events = await weeksOf(sql, { table: 'published_events', kind: 'event' });
  return [...new Set([...deliveries, ...events.map((week) => week + weekMs)])].toSorted((a, b) => a - b);
}

/**
 * Whether as many weeks had a run since as retention has. The first run after a pause may be by a clock that is ahead.
 */
async function isOldByRuns(
  sql: Sql,
  { week, thisWeek, days }: { week: number; thisWeek: number; days: number },
): Promise<boolean> {
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM maintained_weeks
      WHERE start > $1 AND start <= $2
        AND (start < $2 OR EXISTS (SELECT 1 FROM maintained_weeks WHERE start = $2::timestamptz - interval '7 days'))`,
    [new Date(week), new Date(thisWeek)],
  );
  return (rows[0]?.count ?? 0) >= 1 + Math.floor((days * dayMs) / weekMs);
}

/** Pending deliveries, or deliveries that a fan-out has not scheduled yet. A fan-out has the id of its first event. */
async function isAnyPending(sql: Sql, week: number): Promise<boolean> {
  const { from, to } = idsOfWeek('delivery', week);
  const { rows } = await sql.query(
    `(SELECT 1 FROM pending_deliveries WHERE id >= $1 AND id < $2 LIMIT 1)
     UNION ALL (SELECT 1 FROM fan_outs WHERE id < $3 LIMIT 1)`,
    [from, to, idsOfWeek('event', week).to],
  );
  return rows.length > 0;
}

async function dropWeek(sql: Sql, week: number): Promise<string[]> {
  const dropped: string[] = [];
  for (const each of partitionedTables) {
    // A delivery's id is younger than its event's: around midnight on Sunday they are of different weeks.
    const partition = partitionName(each, each.kind === 'event' ? week - weekMs : week);
    if (!(await exists(sql, partition))) continue;
    await sql.query(`DROP TABLE ${partition}`);
    dropped.push(partition);
  }
  // A delivery replayed since the check for pending ones is dropped with the week.
  const { from, to } = idsOfWeek('delivery', week);
  await sql.query('DELETE FROM pending_deliveries WHERE id >= $1 AND id < $2', [from, to]);
  return dropped;
}

const dayOf = (week: number): string => new Date(week).toISOString().slice(0, 10);
