import { isId, type EndpointEvent } from '@postrider/contracts';
import { evolveEndpoint, type EndpointState } from '@postrider/domain';
import { append, projectEndpoint, record, type Sql } from '@postrider/event-store';
import { notFound } from '../http/api-error.js';

/** The endpoint, locked until the transaction ends; 404 unless it is the organization's own. Deleted ones on request. */
export async function loadEndpoint(
  sql: Sql,
  { organization_id, id, deleted = false }: { organization_id: string; id: string; deleted?: boolean },
): Promise<EndpointState> {
  if (!isId('endpoint', id)) throw notFound.endpoint(id);
  const { rows } = await sql.query<EndpointState>(
    'SELECT * FROM endpoints WHERE id = $1 AND organization_id = $2 AND (deleted_at IS NULL OR $3) FOR UPDATE',
    [id, organization_id, deleted],
  );
  const [state] = rows;
  if (!state) throw notFound.endpoint(id);
  return state;
}

/** Appends to an endpoint's stream, with `now` as the time of its events, and moves its row. */
export async function saveEndpoint(
  sql: Sql,
  stream: { id: string; organization_id: string; state: EndpointState | undefined },
  events: readonly EndpointEvent[],
  now: Date,
): Promise<EndpointState> {
  const expectedVersion = stream.state?.version ?? 0;
  const recorded = record(
    { stream_id: stream.id, organization_id: stream.organization_id, expectedVersion },
    events,
    now,
  );
  const next = recorded.reduce<EndpointState | undefined>(evolveEndpoint, stream.state);
  if (!next) throw new Error('an endpoint without events cannot be saved');
  if (recorded.length > 0) {
    await append(sql, recorded);
    await projectEndpoint(sql, next);
  }
  return next;
}

/** Counts to `limit`. Locks the organization until the transaction ends, so that concurrent creations don't exceed it. */
export async function countEndpoints(sql: Sql, organizationId: string, limit: number): Promise<number> {
  await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT 1 FROM endpoints WHERE organization_id = $1 AND deleted_at IS NULL LIMIT $2) AS existing`,
    [organizationId, limit],
  );
  return rows[0]?.count ?? 0;
}
