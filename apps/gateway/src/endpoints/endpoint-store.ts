import { isId, type OwnerCustomer } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import { lockEndpoint, type Sql } from '@postrider/event-store';
import { notFound } from '../http/api-error.js';

/** Locks an endpoint until the transaction ends. 404 unless it is the organization's own; `deleted` allows deleted ones. */
export async function loadEndpoint(
  sql: Sql,
  { organization_id, id, deleted = false }: { organization_id: string; id: string; deleted?: boolean },
): Promise<EndpointState> {
  const state = isId('endpoint', id) ? await lockEndpoint(sql, { organization_id, id }) : undefined;
  if (!state || (state.deleted_at !== null && !deleted)) throw notFound.endpoint(id);
  return state;
}

/**
 * Counts the organization's own endpoints to `limit`. Locks the organization until the transaction ends, so that
 * concurrent creations don't exceed it.
 */
export async function countOwnEndpoints(sql: Sql, organizationId: string, limit: number): Promise<number> {
  await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT 1 FROM endpoints WHERE organization_id = $1 AND customer_id IS NULL AND deleted_at IS NULL LIMIT $2) e`,
    [organizationId, limit],
  );
  return rows[0]?.count ?? 0;
}

/** Whom an endpoint belongs to, with the limits that apply to it without one of its own. */
export interface EndpointOwner extends OwnerCustomer {
  rate_limit: number | null;
  /** That of the organization, for customers without their own. */
  customers_rate_limit: number | null;
}

/** The customers with these ids, deleted ones too, by id. */
export async function loadEndpointOwners(
  sql: Sql,
  customerIds: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, EndpointOwner>> {
  const ids = [...new Set(customerIds)].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<EndpointOwner>(
    `SELECT c.id, c.uid, c.rate_limit, (o.customer_limits->>'rate_limit')::int AS customers_rate_limit
       FROM customers c JOIN organizations o ON o.id = c.organization_id
      WHERE c.id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map((owner) => [owner.id, owner]));
}
