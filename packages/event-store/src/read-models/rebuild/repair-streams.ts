import type { RecordedEvent } from '@postrider/contracts';
import { readStreams } from '../../log/log.js';
import { currentSchemaVersion } from '../../log/upcast.js';
import { withinWeeksOf } from '../../postgres/partitions/weeks.js';
import { isDataError, type Database, type Sql } from '../../postgres/sql.js';
import type { RebuiltModel, State } from './rebuilt-models.js';

/** The log's `data` without the bodies of events, which no read model has. They can be large. */
const withoutBody = `CASE WHEN type = 'EventPublished' AND schema_version = ${String(currentSchemaVersion('EventPublished'))} THEN (
  SELECT to_json(m) FROM json_to_record(data) AS m (event_id text, event_type text, test boolean, delivery_count int,
    customer_id text, indexed json)
) ELSE data END`;

/**
 * Compares rows with the folds of their streams, and repairs those that differ. Returns their number. Rows are locked
 * only if they differ, and compared again under the lock. `ids` are sorted: all writers lock in this order.
 */
export async function repairStreams(database: Database, model: RebuiltModel, ids: readonly string[]): Promise<number> {
  try {
    return await repair(database, model, { ids, data: withoutBody });
  } catch (error) {
    // SQL cannot read the data of some event.
    if (!isDataError(error)) throw error;
    return repair(database, model, { ids, data: 'data' });
  }
}

/** The streams of events, if possible without their bodies. */
export async function readEvents(sql: Sql, ids: readonly string[]): Promise<Map<string, RecordedEvent[]>> {
  try {
    return await readStreams(sql, ids, withoutBody);
  } catch (error) {
    if (!isDataError(error)) throw error;
    return readStreams(sql, ids);
  }
}

/** Removes rows with another organization than their stream. No writer makes or changes one. */
export async function removeMisplaced(sql: Sql, { table }: RebuiltModel, ids: readonly string[]): Promise<void> {
  await sql.query(
    `DELETE FROM ${table} r USING domain_events l
      WHERE r.id = ANY($1) AND ${withinWeeksOf('r.id', ids)} AND l.stream_id = r.id AND l.version = 1
        AND ${withinWeeksOf('l.stream_id', ids)} AND r.organization_id <> l.organization_id`,
    [ids],
  );
}

interface Streams {
  ids: readonly string[];
  /** The SQL expression of their events' data. */
  data: string;
}

async function repair(database: Database, model: RebuiltModel, { ids, data }: Streams): Promise<number> {
  const { added, differing, states } = await database.transaction((sql) => compare(sql, model, { ids, data }));
  if (differing.length === 0) return added;
  return added + (await database.transaction((sql) => repairLocked(sql, model, { ids: differing, data }, states)));
}

/** `before` are the folds that the rows differed from. A stream is read again only if it has another event since. */
async function repairLocked(
  sql: Sql,
  model: RebuiltModel,
  { ids, data }: Streams,
  before: ReadonlyMap<string, State>,
): Promise<number> {
  await sql.query(
    `SELECT 1 FROM ${model.table} WHERE id = ANY($1) AND ${withinWeeksOf('id', ids)} ORDER BY id FOR UPDATE`,
    [ids],
  );
  const versions = await readVersions(sql, ids);
  // Every writer of a row appends to its stream, too: without another event, the row still differs.
  const isSame = (id: string): boolean => versions.get(id) === before.get(id)?.version;
  const again = await compare(sql, model, { ids: ids.filter((id) => !isSame(id)), data });
  const states = new Map([...[...before].filter(([id]) => isSame(id)), ...again.states]);
  const differing = new Set(again.differing);
  const changed = ids.flatMap((id) => (isSame(id) || differing.has(id) ? (states.get(id) ?? []) : []));
  await model.project(sql, changed);
  return again.added + changed.length + (await removeOrphans(sql, model, ids, states));
}

/** The last version of each stream. */
async function readVersions(sql: Sql, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ stream_id: string; version: number }>(
    `SELECT stream_id, max(version) AS version FROM domain_events
      WHERE stream_id = ANY($1) AND ${withinWeeksOf('stream_id', ids)} GROUP BY stream_id`,
    [ids],
  );
  return new Map(rows.map(({ stream_id, version }) => [stream_id, version]));
}

/** Rows without a stream. */
async function removeOrphans(
  sql: Sql,
  { table, companion }: RebuiltModel,
  ids: readonly string[],
  states: ReadonlyMap<string, unknown>,
): Promise<number> {
  const orphans = ids.filter((id) => !states.has(id));
  if (orphans.length === 0) return 0;
  if (companion !== undefined)
    await sql.query(
      `DELETE FROM ${companion} c USING ${table} t
    WHERE t.id = ANY($1) AND c.organization_id = t.organization_id AND c.id = t.id`,
      [orphans],
    );
  const { rowCount } = await sql.query(`DELETE FROM ${table} WHERE id = ANY($1) AND ${withinWeeksOf('id', orphans)}`, [
    orphans,
  ]);
  return rowCount ?? 0;
}

interface Comparison {
  states: Map<string, State>;
  /** Streams whose rows were missing, and are inserted. */
  added: number;
  differing: string[];
}

/**
 * Inserts missing rows. No writer can change a stream whose row is missing, so the fold is not older than the log. A row
 * that another transaction inserts meanwhile stays.
 */
async function compare(sql: Sql, model: RebuiltModel, { ids, data }: Streams): Promise<Comparison> {
  if (ids.length === 0) return { states: new Map(), added: 0, differing: [] };
  const { table, afterAdding, differsToo = 'false' } = model;
  const streams = await readStreams(sql, ids, data);
  const states = new Map([...streams].map(([id, stream]) => [id, model.fold(stream)]));
  const orphans = ids.filter((id) => !streams.has(id));
  const { from, names, values } = model.given([...states.values()]);
  const columns = (alias: string): string =>
    names
      .split(', ')
      .map((name) => `${alias}.${name}`)
      .join(', ');
  const { rows } = await sql.query<{ id: string; is_added: boolean }>(
    `WITH given AS MATERIALIZED (SELECT ${names} FROM ${from}),
          added AS (INSERT INTO ${table} (${names}) SELECT ${names} FROM given ON CONFLICT DO NOTHING RETURNING *)
          ${afterAdding.map((cte, i) => `, after_adding_${String(i)} AS (${cte})`).join('')}
     SELECT id, true AS is_added FROM added
      UNION ALL
     SELECT g.id, false FROM (SELECT * FROM given WHERE id NOT IN (SELECT id FROM added) OFFSET 0) g CROSS JOIN LATERAL (
              SELECT * FROM ${table} WHERE organization_id = g.organization_id AND id = g.id OFFSET 0) r
      WHERE (${columns('r')}) IS DISTINCT FROM (${columns('g')}) OR ${differsToo}`,
    values,
  );
  const differing = rows.flatMap(({ id, is_added }) => (is_added ? [] : [id]));
  const added = new Set(rows.flatMap(({ id, is_added }) => (is_added ? [id] : [])));
  // A row that differs counts once it is repaired.
  const completed = (await model.complete?.(sql, [...states.values()])) ?? new Set<string>();
  for (const id of completed) if (!differing.includes(id)) added.add(id);
  return { states, added: added.size, differing: [...differing, ...orphans].toSorted() };
}
