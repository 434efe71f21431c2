import type { Sql } from '../postgres/sql.js';
import { unnest } from '../postgres/unnest.js';

/**
 * Endpoints of which every attempt fails, and since when. Kept apart from the read models, since it is not worth an event
 * per change: were it lost, the time would begin anew. A recorded success removes its endpoint (`recordDeliveries`).
 */
export async function addFailing(sql: Sql, failed: ReadonlyMap<string, Date>): Promise<void> {
  // One order for all writers, else two could wait for each other.
  const rows = [...failed].map(([endpoint_id, since]) => ({ endpoint_id, since })).toSorted(byId);
  const { from, names, values } = unnest(rows, { endpoint_id: 'text', since: 'timestamptz' }, { alias: 'f' });
  await sql.query(
    `INSERT INTO failing_endpoints (${names}) SELECT ${names} FROM ${from} ORDER BY endpoint_id ON CONFLICT DO NOTHING`,
    values,
  );
}

/** Those of these endpoints that fail at least since `before`. */
export async function findFailingSince(sql: Sql, endpointIds: readonly string[], before: Date): Promise<string[]> {
  const { rows } = await sql.query<{ endpoint_id: string }>(
    'SELECT endpoint_id FROM failing_endpoints WHERE endpoint_id = ANY($1) AND since <= $2 ORDER BY endpoint_id',
    [endpointIds, before],
  );
  return rows.map(({ endpoint_id }) => endpoint_id);
}

/** For an endpoint that begins anew: activated again, or with another URL. */
export async function forgetFailing(sql: Sql, endpointId: string): Promise<void> {
  await sql.query('DELETE FROM failing_endpoints WHERE endpoint_id = $1', [endpointId]);
}

const byId = (a: { endpoint_id: string }, b: { endpoint_id: string }): number =>
  a.endpoint_id < b.endpoint_id ? -1 : 1;
