import type { Sql } from '../postgres/sql.js';
import { unnest } from '../postgres/unnest.js';

/**
 * Adds endpoints whose attempts all fail, with the time of the first failure. They are no read model, since a change is
 * not worth an event: if the rows are lost, the time starts again. A success removes its endpoint (`recordDeliveries`).
 */
export async function addFailing(sql: Sql, failed: ReadonlyMap<string, Date>): Promise<void> {
  // All writers lock in this order, so that two of them cannot deadlock.
  const rows = [...failed].map(([endpoint_id, since]) => ({ endpoint_id, since })).toSorted(byId);
  const { from, names, values } = unnest(rows, { endpoint_id: 'text', since: 'timestamptz' }, { alias: 'f' });
  await sql.query(
    `INSERT INTO failing_endpoints (${names}) SELECT ${names} FROM ${from} ORDER BY endpoint_id ON CONFLICT DO NOTHING`,
    values,
  );
}

/** Which of these endpoints have been failing since `before` or longer. */
export async function findFailingSince(sql: Sql, endpointIds: readonly string[], before: Date): Promise<string[]> {
  const { rows } = await sql.query<{ endpoint_id: string }>(
    'SELECT endpoint_id FROM failing_endpoints WHERE endpoint_id = ANY($1) AND since <= $2 ORDER BY endpoint_id',
    [endpointIds, before],
  );
  return rows.map(({ endpoint_id }) => endpoint_id);
}

/** For an endpoint that is activated again or has another URL. */
export async function removeFailing(sql: Sql, endpointId: string): Promise<void> {
  await sql.query('DELETE FROM failing_endpoints WHERE endpoint_id = $1', [endpointId]);
}

const byId = (a: { endpoint_id: string }, b: { endpoint_id: string }): number =>
  a.endpoint_id < b.endpoint_id ? -1 : 1;
