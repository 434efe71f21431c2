import type { DisabledReason } from '@postrider/contracts';
import { deactivateEndpoint as decide, evolveEndpoint, type EndpointState } from '@postrider/domain';
import { append, projectEndpoint, record, type Sql } from '@postrider/event-store';

/** Deactivates an endpoint, once, however many attempts ask for it. Answers whether this call did. */
export async function deactivateEndpoint(
  sql: Sql,
  endpointId: string,
  reason: DisabledReason,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql.query<EndpointState>('SELECT * FROM endpoints WHERE id = $1 FOR UPDATE', [endpointId]);
  const [state] = rows;
  if (!state) return false;
  const stream = { stream_id: state.id, organization_id: state.organization_id, expectedVersion: state.version };
  const recorded = record(stream, decide(state, reason), now);
  if (recorded.length === 0) return false;
  await append(sql, recorded);
  await projectEndpoint(sql, recorded.reduce<EndpointState>(evolveEndpoint, state));
  return true;
}
