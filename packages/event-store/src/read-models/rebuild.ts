import type { DeliveryEvent, EndpointEvent, EventPublished, RecordedEvent } from '@postrider/contracts';
import { idPrefixes } from '@postrider/contracts';
import { evolveDelivery, evolveEndpoint, evolvePublishedEvent } from '@postrider/domain';
import { readStreams } from '../log/log.js';
import { projectDeliveries, projectEndpoint, projectPublishedEvents } from './project.js';
import type { Database, Sql } from '../postgres/sql.js';

interface ReadModel {
  table: string;
  prefix: string;
  /** A table with rows of the same ids, which `rebuild` writes as well. */
  companion?: string;
  rebuild: (sql: Sql, streams: RecordedEvent[][]) => Promise<void>;
}

const readModels: ReadModel[] = [
  {
    table: 'endpoints',
    prefix: idPrefixes.endpoint,
    rebuild: async (sql, streams) => {
      for (const stream of streams)
        await projectEndpoint(sql, fold(stream as RecordedEvent<EndpointEvent>[], evolveEndpoint));
    },
  },
  {
    table: 'published_events',
    prefix: idPrefixes.event,
    rebuild: (sql, streams) =>
      projectPublishedEvents(
        sql,
        streams.map((stream) =>
          fold(stream as RecordedEvent<EventPublished>[], (_, recorded) => evolvePublishedEvent(recorded)),
        ),
      ),
  },
  {
    table: 'deliveries',
    prefix: idPrefixes.delivery,
    companion: 'pending_deliveries',
    rebuild: (sql, streams) =>
      projectDeliveries(
        sql,
        streams.map((stream) => fold(stream as RecordedEvent<DeliveryEvent>[], evolveDelivery)),
      ),
  },
];

function fold<S, E>(stream: readonly E[], evolve: (state: S | undefined, event: E) => S): S {
  const state = stream.reduce<S | undefined>(evolve, undefined);
  if (state === undefined) throw new Error('a stream without events has no state');
  return state;
}

export interface RebuildReport {
  table: string;
  streams: number;
  /** Rows that differed from the fold of their stream, or were missing. */
  repaired: number;
}

/**
 * Rebuilds the read models from the log while the system runs, a page of streams in a transaction, with its rows
 * locked. Can be stopped and run again at any time.
 */
export async function rebuildReadModels(database: Database, pageSize = 500): Promise<RebuildReport[]> {
  const reports: RebuildReport[] = [];
  for (const model of readModels) reports.push(await rebuildOne(database, model, pageSize));
  return reports;
}

async function rebuildOne(database: Database, model: ReadModel, pageSize: number): Promise<RebuildReport> {
  const report = { table: model.table, streams: 0, repaired: 0 };
  const bound = await lastOf(database, model);
  let after: string | undefined = `${model.prefix}_`;
  while (after !== undefined) {
    const from: string = after;
    after = await database.transaction(async (sql) => {
      const page = await nextPage(sql, { after: from, bound }, pageSize);
      report.streams += page.streamIds.length;
      report.repaired += await rebuildPage(sql, model, page);
      return page.last;
    });
  }
  return report;
}

/** The last stream to rebuild. Events published later are projected right, and must not prolong the rebuild. */
async function lastOf(sql: Sql, { table, prefix }: ReadModel): Promise<string> {
  const { rows } = await sql.query<{ last: string }>(
    `SELECT greatest((SELECT max(stream_id) FROM domain_events WHERE stream_id > $1 AND stream_id < $2),
                     (SELECT max(id) FROM ${table}), $1) AS last`,
    [`${prefix}_`, `${prefix}\``],
  );
  return rows[0]?.last ?? `${prefix}_`;
}

interface RebuildPage {
  after: string;
  bound: string;
  /** The last stream of the page; undefined when it is the last page. */
  last: string | undefined;
  streamIds: string[];
}

async function nextPage(
  sql: Sql,
  { after, bound }: { after: string; bound: string },
  pageSize: number,
): Promise<RebuildPage> {
  const { rows } = await sql.query<{ stream_id: string }>(
    `SELECT stream_id FROM domain_events
      WHERE stream_id > $1 AND stream_id <= $2 AND version = 1 ORDER BY stream_id LIMIT $3`,
    [after, bound, pageSize],
  );
  const streamIds = rows.map(({ stream_id }) => stream_id);
  return { after, bound, streamIds, last: streamIds.length < pageSize ? undefined : streamIds.at(-1) };
}

async function rebuildPage(sql: Sql, { table, companion, rebuild }: ReadModel, page: RebuildPage): Promise<number> {
  const range = [page.after, page.last ?? page.bound];
  const snapshot = async (lock: 'FOR UPDATE' | ''): Promise<Map<string, string>> => {
    const { rows } = await sql.query<{ id: string; row: string }>(
      `SELECT id, t::text AS row FROM ${table} t WHERE id > $1 AND id <= $2 ORDER BY id ${lock}`,
      range,
    );
    const found = new Map(rows.map(({ id, row }) => [id, row]));
    if (companion === undefined) return found;
    // A second statement, since rows that the first one waited for have changed since its snapshot.
    const companions = await sql.query<{ id: string; row: string }>(
      `SELECT c.id, c::text AS row FROM ${table} t JOIN ${companion} c USING (organization_id, id)
        WHERE t.id > $1 AND t.id <= $2`,
      range,
    );
    for (const { id, row } of companions.rows) found.set(id, `${found.get(id) ?? ''} ${row}`);
    return found;
  };
  const before = await snapshot('FOR UPDATE');
  // Read under the lock: the stream of a row committed since the page was listed is in this read.
  const ids = [...new Set([...page.streamIds, ...before.keys()])];
  const streams = await readStreams(sql, ids);
  await rebuild(sql, [...streams.values()]);
  const orphans = ids.filter((id) => !streams.has(id));
  for (const each of orphans.length === 0 ? [] : [table, companion ?? table]) {
    await sql.query(`DELETE FROM ${each} WHERE id = ANY($1)`, [orphans]);
  }
  // Without locks: a new row may be locked by a transaction that waits for this one.
  const rebuilt = await snapshot('');
  const touched = new Set([...before.keys(), ...ids]);
  return [...touched].filter((id) => before.get(id) !== rebuilt.get(id)).length;
}
