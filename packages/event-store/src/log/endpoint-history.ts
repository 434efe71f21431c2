import type { Actor, EndpointEvent, RecordedEvent } from '@postrider/contracts';
import type { Sql } from '../postgres/sql.js';
import { fromLogRow, type LogRow } from './log.js';

export interface EndpointHistoryRow {
  recorded: RecordedEvent<EndpointEvent>;
  actor: Actor | null;
  /** Of the actor's key. */
  key_name: string | null;
}

/** The events of an endpoint, newest first, before a version. */
export async function readEndpointHistory(
  sql: Sql,
  { id, before, limit }: { id: string; before: number | undefined; limit: number },
): Promise<EndpointHistoryRow[]> {
  const { rows } = await sql.query<LogRow & { actor: Actor | null; key_name: string | null }>(
    `SELECT e.stream_id, e.version, e.organization_id, e.type, e.schema_version, e.data, e.occurred_at, e.actor,
            k.name AS key_name
       FROM domain_events e LEFT JOIN api_keys k ON k.id = e.actor->>'key_id'
      WHERE e.stream_id = $1 AND ($2::int IS NULL OR e.version < $2)
      ORDER BY e.version DESC LIMIT $3`,
    [id, before ?? null, limit],
  );
  return rows.map(({ actor, key_name, ...row }) => ({
    recorded: fromLogRow(row) as RecordedEvent<EndpointEvent>,
    actor,
    key_name,
  }));
}
