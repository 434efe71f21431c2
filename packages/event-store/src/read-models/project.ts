import type { DeliveryState, EndpointState, PublishedEventState } from '@postrider/domain';
import type { Sql } from '../postgres/sql.js';
import { unnest, type Columns } from '../postgres/unnest.js';
import { projectPending } from './pending.js';
import { deliveryColumns, publishedEventColumns } from './rows.js';

/** Inserts or updates rows of a read model. Runs in the transaction of the append. */
async function upsert<T extends { id: string }>(
  sql: Sql,
  table: string,
  rows: readonly T[],
  columns: Columns<T>,
): Promise<void> {
  if (rows.length === 0) return;
  const { from, names, values } = unnest(rows, columns, { alias: 'r' });
  const assignments = Object.keys(columns).map((name) => `${name} = excluded.${name}`);
  await sql.query(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${from} ON CONFLICT (organization_id, id) DO UPDATE SET ${assignments.join(', ')}`,
    values,
  );
}

export async function projectDeliveries(sql: Sql, rows: readonly DeliveryState[]): Promise<void> {
  await upsert(sql, 'deliveries', rows, deliveryColumns);
  await projectPending(sql, rows);
}

export const projectPublishedEvents = (sql: Sql, rows: readonly PublishedEventState[]): Promise<void> =>
  upsert(sql, 'published_events', rows, publishedEventColumns);

export const endpointNames = [
  'id',
  'organization_id',
  'version',
  'url',
  'event_types',
  'description',
  'active',
  'disabled_reason',
  'format',
  'envelope',
  'rate_limit',
  'secrets',
  'created_at',
  'updated_at',
  'deleted_at',
] as const satisfies (keyof EndpointState)[];

/** Also increases the organization's `endpoints_version`, by which the gateway checks its cached endpoints. */
export async function projectEndpoint(sql: Sql, state: EndpointState): Promise<void> {
  const values = endpointNames.map((name) => (name === 'secrets' ? JSON.stringify(state.secrets) : state[name]));
  const parameters = endpointNames.map((_, i) => `$${String(i + 1)}`);
  const assignments = endpointNames.map((name) => `${name} = excluded.${name}`);
  await sql.query(
    `INSERT INTO endpoints (${endpointNames.join(', ')}) VALUES (${parameters.join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${assignments.join(', ')}`,
    values,
  );
  await sql.query('UPDATE organizations SET endpoints_version = endpoints_version + 1 WHERE id = $1', [
    state.organization_id,
  ]);
}
