import type { OwnerCustomer } from '@postrider/contracts';
import type { Sql } from '../postgres/sql.js';

/** The customers of endpoints, by the endpoint's id. */
export async function loadOwnersOfEndpoints(
  sql: Sql,
  endpointIds: readonly string[],
): Promise<ReadonlyMap<string, OwnerCustomer>> {
  const { rows } = await sql.query<OwnerCustomer & { endpoint_id: string }>(
    `SELECT e.id AS endpoint_id, c.id, c.uid FROM endpoints e JOIN customers c ON c.id = e.customer_id
      WHERE e.id = ANY($1)`,
    [[...new Set(endpointIds)]],
  );
  return new Map(rows.map(({ endpoint_id, ...owner }) => [endpoint_id, owner]));
}
