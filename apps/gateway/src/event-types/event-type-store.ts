import type { Sql } from '@postrider/event-store';
import { KnownEventType, type EventTypeContent, type EventTypeDefinition } from './catalogue.js';

const columns = 'type, description, example, schema, created_at, updated_at';

export interface StoredEventType {
  known: KnownEventType;
  /** Changes with each update of the row. */
  row_version: string;
  /** Approximate memory. */
  bytes: number;
}

const rowVersion = "xmin::text || ' ' || updated_at::text";

/** Returns the organization's own types by name. Reads only those that have changed since `earlier`. */
export async function loadEventTypes(
  sql: Sql,
  organizationId: string,
  earlier: ReadonlyMap<string, StoredEventType> = new Map(),
): Promise<Map<string, StoredEventType>> {
  const { rows: current } = await sql.query<{ type: string; row_version: string }>(
    `SELECT type, ${rowVersion} AS row_version FROM event_types WHERE organization_id = $1 ORDER BY type`,
    [organizationId],
  );
  const changed = current.filter(({ type, row_version }) => earlier.get(type)?.row_version !== row_version);
  const read = await readEventTypes(sql, organizationId, changed);
  return new Map(
    current.flatMap(({ type }) => {
      const stored = read.get(type) ?? earlier.get(type);
      return stored ? [[type, stored]] : [];
    }),
  );
}

async function readEventTypes(
  sql: Sql,
  organizationId: string,
  types: readonly { type: string }[],
): Promise<Map<string, StoredEventType>> {
  if (types.length === 0) return new Map();
  const { rows } = await sql.query<EventTypeDefinition & { row_version: string; bytes: number }>(
    `SELECT ${columns}, ${rowVersion} AS row_version,
            length(example::text) + coalesce(length(schema::text), 0) AS bytes
       FROM event_types WHERE organization_id = $1 AND type = ANY($2)`,
    [organizationId, types.map(({ type }) => type)],
  );
  return new Map(
    rows.map(({ bytes, row_version, ...definition }) => [
      definition.type,
      { known: new KnownEventType(definition, 'organization'), row_version, bytes },
    ]),
  );
}

/**
 * Begins a change to the organization's types. Its commit invalidates every cached catalogue of the organization. Changes
 * of one organization wait for each other.
 */
export async function beginChange(sql: Sql, organizationId: string): Promise<void> {
  await sql.query('UPDATE organizations SET event_types_version = event_types_version + 1 WHERE id = $1', [
    organizationId,
  ]);
}

export async function findEventType(
  sql: Sql,
  organizationId: string,
  type: string,
): Promise<EventTypeDefinition | undefined> {
  const { rows } = await sql.query<EventTypeDefinition>(
    `SELECT ${columns} FROM event_types WHERE organization_id = $1 AND type = $2`,
    [organizationId, type],
  );
  return rows[0];
}

export async function countEventTypes(sql: Sql, organizationId: string): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM event_types WHERE organization_id = $1',
    [organizationId],
  );
  return rows[0]?.count ?? 0;
}

export async function saveEventType(
  sql: Sql,
  organizationId: string,
  content: EventTypeContent,
): Promise<KnownEventType> {
  const { type, description, example, schema } = content;
  const { rows } = await sql.query<EventTypeDefinition>(
    `INSERT INTO event_types (organization_id, type, description, example, schema) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (organization_id, type) DO UPDATE
       SET description = excluded.description, example = excluded.example, schema = excluded.schema, updated_at = now()
     RETURNING ${columns}`,
    [organizationId, type, description, JSON.stringify(example), schema && JSON.stringify(schema)],
  );
  const [row] = rows;
  if (!row) throw new Error('the INSERT returned no event type');
  return new KnownEventType(row, 'organization');
}

export async function removeEventType(sql: Sql, organizationId: string, type: string): Promise<void> {
  await sql.query('DELETE FROM event_types WHERE organization_id = $1 AND type = $2', [organizationId, type]);
}
