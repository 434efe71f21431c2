import { isId, type OwnerCustomer } from '@postrider/contracts';
import type { CustomerState, EndpointState } from '@postrider/domain';
import type { Sql } from '@postrider/event-store';
import { notFound } from '../http/api-error.js';

/** A customer by its id or its uid. */
export interface CustomerKey {
  organization_id: string;
  reference: string;
}

const byReference = ({ reference }: CustomerKey): string => (isId('customer', reference) ? 'id' : 'uid');

/** Locks a customer until the transaction ends. Undefined unless it is the organization's own and not deleted. */
export async function lockCustomer(sql: Sql, key: CustomerKey): Promise<CustomerState | undefined> {
  const { rows } = await sql.query<CustomerState>(
    `SELECT * FROM customers WHERE organization_id = $1 AND ${byReference(key)} = $2 AND deleted_at IS NULL
        FOR NO KEY UPDATE`,
    [key.organization_id, key.reference],
  );
  return rows[0];
}

/** The same; throws ApiError 404. */
export async function requireCustomer(sql: Sql, key: CustomerKey): Promise<CustomerState> {
  const state = await lockCustomer(sql, key);
  if (!state) throw notFound.customer(key.reference);
  return state;
}

/** Reads a customer by its id, deleted or not, without a lock. */
export async function loadCustomer(
  sql: Sql,
  { organization_id, id }: { organization_id: string; id: string },
): Promise<CustomerState | undefined> {
  const { rows } = await sql.query<CustomerState>('SELECT * FROM customers WHERE organization_id = $1 AND id = $2', [
    organization_id,
    id,
  ]);
  return rows[0];
}

/** Reads the id of a customer without a lock. */
export async function findCustomerId(sql: Sql, key: CustomerKey): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM customers WHERE organization_id = $1 AND ${byReference(key)} = $2 AND deleted_at IS NULL`,
    [key.organization_id, key.reference],
  );
  return rows[0]?.id;
}

/** The same; throws ApiError 404. */
export async function requireCustomerId(sql: Sql, key: CustomerKey): Promise<string> {
  const id = await findCustomerId(sql, key);
  if (id === undefined) throw notFound.customer(key.reference);
  return id;
}

/** Counts to `limit`. Locks the organization until the transaction ends, so that concurrent creations don't exceed it. */
export async function countCustomers(sql: Sql, organizationId: string, limit: number): Promise<number> {
  await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT 1 FROM customers WHERE organization_id = $1 AND deleted_at IS NULL LIMIT $2) AS existing`,
    [organizationId, limit],
  );
  return rows[0]?.count ?? 0;
}

/** The ids of a customer's endpoints, without deleted ones. */
export async function endpointIdsOf(sql: Sql, customerId: string): Promise<string[]> {
  const { rows } = await sql.query<Pick<EndpointState, 'id'>>(
    'SELECT id FROM endpoints WHERE customer_id = $1 AND deleted_at IS NULL ORDER BY id',
    [customerId],
  );
  return rows.map(({ id }) => id);
}

/** The ids of a customer's endpoints, with deleted ones: their attempts are counted, too. */
export async function everyEndpointIdOf(sql: Sql, customerId: string): Promise<string[]> {
  const { rows } = await sql.query<Pick<EndpointState, 'id'>>('SELECT id FROM endpoints WHERE customer_id = $1', [
    customerId,
  ]);
  return rows.map(({ id }) => id);
}

/** The customers with these ids, deleted ones too, by id. */
export async function loadOwners(
  sql: Sql,
  customerIds: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, OwnerCustomer>> {
  const ids = [...new Set(customerIds)].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<OwnerCustomer>('SELECT id, uid FROM customers WHERE id = ANY($1)', [ids]);
  return new Map(rows.map((owner) => [owner.id, owner]));
}
