import type { Actor, RecordedEvent } from '@postrider/contracts';
import { noteEndpointFacts } from '../statements/operational/facts.js';
import { withinWeeksOf } from '../postgres/partitions/weeks.js';
import { isUniqueViolation, type Sql } from '../postgres/sql.js';
import { unnest } from '../postgres/unnest.js';
import { currentSchemaVersion, upcast } from './upcast.js';

/** Another writer has appended to the stream since it was read. */
export class VersionConflict extends Error {
  override name = 'VersionConflict';
}

export interface LogRow {
  stream_id: string;
  version: number;
  organization_id: string;
  type: string;
  schema_version: number;
  data: unknown;
  occurred_at: Date;
}

/** Columns of the log. `data` is `json`, which keeps the text as it is and allows `\u0000`; `jsonb` does not. */
export const logColumns = {
  stream_id: 'text',
  version: 'int',
  organization_id: 'text',
  type: 'text',
  schema_version: 'int',
  data: 'json',
  occurred_at: 'timestamptz',
} as const;

export function toLogRow(recorded: RecordedEvent): Omit<LogRow, 'data'> & { data: string } {
  const { event, ...rest } = recorded;
  return {
    ...rest,
    type: event.type,
    schema_version: currentSchemaVersion(event.type),
    data: JSON.stringify(event.data),
  };
}

export function fromLogRow(row: LogRow): RecordedEvent {
  const { type, schema_version, data, ...rest } = row;
  return { ...rest, event: upcast({ type, schema_version, data }) };
}

/**
 * Appends events, with what asked for them, and notes what operational events are derived from. The primary key (stream,
 * version) checks the expected version. Throws VersionConflict.
 */
export async function append(sql: Sql, recorded: readonly RecordedEvent[], actor?: Actor): Promise<void> {
  if (recorded.length === 0) return;
  const { from, names, values } = unnest(recorded.map(toLogRow), logColumns, { alias: 'e' });
  const by = `$${String(values.length + 1)}::json`;
  try {
    const facts = noteEndpointFacts(recorded, actor, values.length + 2);
    const inserted = `INSERT INTO domain_events (${names}, actor) SELECT ${names}, ${by} FROM ${from}`;
    await sql.query(facts ? `WITH appended AS (${inserted}) ${facts.text}` : inserted, [
      ...values,
      actor === undefined ? null : JSON.stringify(actor),
      ...(facts?.values ?? []),
    ]);
  } catch (error) {
    if (isUniqueViolation(error)) throw new VersionConflict(`stream ${recorded[0]?.stream_id ?? ''} has changed`);
    throw error;
  }
}

/** The events of streams, by stream and in order, upcast to the current shapes. `data` is the SQL expression of their data. */
export async function readStreams(
  sql: Sql,
  streamIds: readonly string[],
  data = 'data',
): Promise<Map<string, RecordedEvent[]>> {
  const { rows } = await sql.query<LogRow>(
    `SELECT stream_id, version, organization_id, type, schema_version, ${data} AS data, occurred_at
       FROM domain_events WHERE stream_id = ANY($1) AND ${withinWeeksOf('stream_id', streamIds)} ORDER BY stream_id, version`,
    [streamIds],
  );
  const streams = new Map<string, RecordedEvent[]>();
  for (const row of rows) {
    const stream = streams.get(row.stream_id);
    if (stream) stream.push(fromLogRow(row));
    else streams.set(row.stream_id, [fromLogRow(row)]);
  }
  return streams;
}

export async function readStream(sql: Sql, streamId: string): Promise<RecordedEvent[]> {
  return (await readStreams(sql, [streamId])).get(streamId) ?? [];
}
