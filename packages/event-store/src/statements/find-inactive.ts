import type { Sql } from '../postgres/sql.js';

/** A page of the inactive endpoints by id, and whether they have pending deliveries. */
export async function findInactiveEndpoints(
  sql: Sql,
  { after, limit }: { after: string; limit: number },
): Promise<{ id: string; has_pending: boolean }[]> {
  const { rows } = await sql.query<{ id: string; has_pending: boolean }>({
    name: 'find-inactive-endpoints',
    text: `SELECT e.id, p.id IS NOT NULL AS has_pending
             FROM (SELECT id FROM endpoints WHERE NOT active AND id > $1 ORDER BY id LIMIT $2) e
             LEFT JOIN LATERAL (
                    SELECT id FROM pending_deliveries WHERE endpoint_id = e.id ORDER BY endpoint_id, id LIMIT 1) p ON true
            ORDER BY e.id`,
    values: [after, limit],
  });
  return rows;
}

/** A page of an endpoint's pending deliveries by id. Test deliveries are sent to inactive endpoints too. */
export async function findPendingOf(
  sql: Sql,
  { endpointId, after, limit }: { endpointId: string; after: string; limit: number },
): Promise<{ id: string; test: boolean }[]> {
  // A comparison of rows, which only the index by endpoint supports.
  const { rows } = await sql.query<{ id: string; test: boolean }>({
    name: 'find-pending-of',
    text: `SELECT p.id, coalesce(d.test, false) AS test
             FROM (SELECT id FROM pending_deliveries
                    WHERE (endpoint_id, id) > ($1, $2) AND (endpoint_id, id) < ($1, '~')
                    ORDER BY endpoint_id, id LIMIT $3) p
             LEFT JOIN LATERAL (SELECT test FROM deliveries WHERE endpoint_id = $1 AND id = p.id OFFSET 0) d ON true
            ORDER BY p.id`,
    values: [endpointId, after, limit],
  });
  return rows;
}
