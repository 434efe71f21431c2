import { idTime } from '@postrider/contracts';
import type { Database, Sql } from '../sql.js';
import { lockPartitions, partitionsOf } from './partitioned-tables.js';
import { withShortLocks } from './short-locks.js';

/** A new generation opens after this share of the time that keys are kept. So a kind has at most six. */
const openShare = 1 / 4;
/** An event id has the time of a gateway's reading of Postgres's clock. */
const marginMs = 3_600_000;

export type KeyKind = 'event_id' | 'request';

/** How long keys are kept, in milliseconds. */
export type KeysKept = Readonly<Record<KeyKind, number>>;

interface Generation {
  number: number;
  kind: KeyKind;
  /** By Postgres's clock. */
  ageMs: number;
  opened_at: Date;
}

/**
 * Opens a partition of `publish_keys` for each kind whose newest one is old enough. All new keys of a kind go into its
 * newest partition, whatever any clock says. A new one opens while no publish call holds a key that is not committed. So
 * two calls with the same key either meet in the unique index of one partition, or the later finds the key of the
 * earlier. Returns whether it could: not while publish calls with keys never pause, or one takes long.
 */
export async function openKeyGenerations(database: Database, kept: KeysKept): Promise<boolean> {
  const opened = await eachKind((kind) => withShortLocks(database, (sql) => openNext(sql, kind, kept[kind])));
  return opened.every((result) => result !== undefined);
}

/** Drops the partitions whose keys are no longer kept. Returns their names; `isInUse` if a backup or a call used one. */
export async function dropKeyGenerations(
  database: Database,
  kept: KeysKept,
): Promise<{ dropped: string[]; isInUse: boolean }> {
  const dropped = await eachKind((kind) => withShortLocks(database, (sql) => dropOld(sql, kind, kept[kind])));
  return { dropped: dropped.flatMap((names) => names ?? []), isInUse: dropped.includes(undefined) };
}

async function eachKind<T>(work: (kind: KeyKind) => Promise<T>): Promise<T[]> {
  return [await work('event_id'), await work('request')];
}

const partitionOf = ({ number }: Pick<Generation, 'number'>): string => `publish_keys_${String(number)}`;

/** Oldest first. */
async function generationsOf(sql: Sql, kind: KeyKind): Promise<Generation[]> {
  const { rows } = await sql.query<Generation>(
    `SELECT number, kind, opened_at, extract(epoch FROM now() - opened_at)::float8 * 1000 AS "ageMs"
       FROM key_generations WHERE kind = $1 ORDER BY kind, number`,
    [kind],
  );
  return rows;
}

async function openNext(sql: Sql, kind: KeyKind, keptMs: number): Promise<string[]> {
  await lockPartitions(sql);
  const newest = (await generationsOf(sql, kind)).at(-1);
  if (newest && newest.ageMs < keptMs * openShare) return [];
  await sql.query('LOCK TABLE ONLY publish_keys IN SHARE ROW EXCLUSIVE MODE');
  const { rows } = await sql.query<{ number: number }>(
    'INSERT INTO key_generations (kind, opened_at) VALUES ($1, now()) RETURNING number',
    [kind],
  );
  for (const opened of rows) {
    await sql.query(
      `CREATE TABLE ${partitionOf(opened)} PARTITION OF publish_keys_${kind} FOR VALUES IN (${String(opened.number)})`,
    );
  }
  return rows.map(partitionOf);
}

/** The keys of a generation are older than the next one. An event id is kept as long as any event that may have it. */
async function dropOld(sql: Sql, kind: KeyKind, keptMs: number): Promise<string[]> {
  await lockPartitions(sql);
  const generations = await generationsOf(sql, kind);
  const needed = kind === 'event_id' ? await oldestEvent(sql) : Infinity;
  const old = generations.filter((_, i) => {
    const next = generations[i + 1];
    return next !== undefined && next.ageMs > keptMs && next.opened_at.getTime() + marginMs <= needed;
  });
  for (const generation of old) {
    await sql.query(`DROP TABLE ${partitionOf(generation)}`);
    await sql.query('DELETE FROM key_generations WHERE number = $1', [generation.number]);
  }
  return old.map(partitionOf);
}

/** The time from which on events are stored. */
async function oldestEvent(sql: Sql): Promise<number> {
  const [oldest] = await partitionsOf(sql, { table: 'published_events', kind: 'event' });
  const { rows } = await sql.query<{ id: string | null }>('SELECT min(id) AS id FROM published_events_other');
  const other = rows[0]?.id;
  return Math.min(oldest?.from ?? Infinity, other == null ? Infinity : idTime(other).getTime());
}
