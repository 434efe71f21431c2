import type { Sql } from '@postrider/event-store';
import { KnownEventType, type EventTypeContent, type EventTypeDefinition } from './catalogue.js';

const columns = 'type, description, example, schema, created_at, updated_at';

/** The types that the organization made, by name, and about how much memory they take. */
export async function loadEventTypes(
  sql: Sql,
  organizationId: string,
): Promise<{ types: KnownEventType[]; bytes: number }> {
  const { rows } = await sql.query<EventTypeDefinition & { bytes: number }>(
    `SELECT ${columns}, length(example::text) + coalesce(length(schema::text), 0) AS bytes
       FROM event_types WHERE organization_id = $1 ORDER BY type`,
    [organizationId],
  );
  return {
    types: rows.map(({ bytes: _, ...definition }) => new KnownEventType(definition, 'organization')),
    bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/**
 * Begins a change to the organization's types: from its commit on, every copy of them is known to be old. Changes of one
 * organization come one after the other.
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

/** Writes a type, new or not. */
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
  if (!row) throw new Error('a written event type is returned');
  return new KnownEventType(row, 'organization');
}

export async function removeEventType(sql: Sql, organizationId: string, type: string): Promise<void> {
  await sql.query('DELETE FROM event_types WHERE organization_id = $1 AND type = $2', [organizationId, type]);
}
