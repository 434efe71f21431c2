import { deactivateEndpoint, evolveEndpoint, type EndpointState } from '@postrider/domain';
import { append, projectEndpoint, record, type Sql } from '@postrider/event-store';

/** Deactivates an endpoint that answered 410 Gone (conventions, Standard Webhooks); once, however many did. */
export async function deactivateGone(sql: Sql, endpointId: string, now: Date): Promise<void> {
  const { rows } = await sql.query<EndpointState>('SELECT * FROM endpoints WHERE id = $1 FOR UPDATE', [endpointId]);
  const [state] = rows;
  if (!state) return;
  const stream = { stream_id: state.id, organization_id: state.organization_id, expectedVersion: state.version };
  const recorded = record(stream, deactivateEndpoint(state, 'gone'), now);
  if (recorded.length === 0) return;
  await append(sql, recorded);
  await projectEndpoint(sql, recorded.reduce<EndpointState>(evolveEndpoint, state));
}
