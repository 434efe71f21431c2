import type { DisabledReason } from '@postrider/contracts';
import { deactivateEndpoint as decide } from '@postrider/domain';
import { changeEndpoint, type Sql } from '@postrider/event-store';

/** Runs in a transaction. Returns whether this call deactivated the endpoint. */
export async function deactivateEndpoint(sql: Sql, id: string, reason: DisabledReason, now: Date): Promise<boolean> {
  const change = await changeEndpoint(sql, { id }, (state) => decide(state, reason), now);
  return !('refused' in change) && change.events.length > 0;
}
