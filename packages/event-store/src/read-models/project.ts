import type { CustomerState, DeliveryState, EndpointState, PublishedEventState } from '@postrider/domain';
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
  'customer_id',
  'url',
  'event_types',
  'name',
  'description',
  'uid',
  'metadata',
  'all_customers',
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

/**
 * Also increases the `endpoints_version` of its owner, the organization or the customer, by which the gateway checks its
 * cached endpoints.
 */
export async function projectEndpoint(sql: Sql, state: EndpointState): Promise<void> {
  await upsertOne(sql, 'endpoints', endpointNames, { ...state, secrets: JSON.stringify(state.secrets) });
  const [owner, id] =
    state.customer_id === null ? ['organizations', state.organization_id] : ['customers', state.customer_id];
  await sql.query(`UPDATE ${owner} SET endpoints_version = endpoints_version + 1 WHERE id = $1`, [id]);
  if (state.customer_id !== null) await countChange(sql, state.organization_id);
}

export const customerNames = [
  'id',
  'organization_id',
  'version',
  'uid',
  'name',
  'metadata',
  'active',
  'rate_limit',
  'publish_limit',
  'max_endpoints',
  'allowed_event_types',
  'created_at',
  'updated_at',
  'deleted_at',
] as const satisfies (keyof CustomerState)[];

/** Also increases the customer's `endpoints_version`, since its cached endpoints include what it may get. */
export async function projectCustomer(sql: Sql, state: CustomerState): Promise<void> {
  await upsertOne(sql, 'customers', customerNames, state);
  await sql.query('UPDATE customers SET endpoints_version = endpoints_version + 1 WHERE id = $1', [state.id]);
  await countChange(sql, state.organization_id);
}

/** For those who watch the organization. */
const countChange = (sql: Sql, organizationId: string): Promise<unknown> =>
  sql.query('UPDATE organizations SET customers_version = customers_version + 1 WHERE id = $1', [organizationId]);

async function upsertOne<Name extends string>(
  sql: Sql,
  table: string,
  names: readonly Name[],
  row: Readonly<Record<Name, unknown>>,
): Promise<void> {
  const parameters = names.map((_, i) => `$${String(i + 1)}`);
  const assignments = names.map((name) => `${name} = excluded.${name}`);
  await sql.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${parameters.join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${assignments.join(', ')}`,
    names.map((name) => row[name]),
  );
}
