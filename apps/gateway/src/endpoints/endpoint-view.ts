import type { Endpoint, EndpointHistoryEntry } from '@postrider/contracts';
import { unexpired, type EndpointState } from '@postrider/domain';
import type { EndpointHistoryRow } from '@postrider/event-store';

export function endpointView(state: EndpointState, now: Date): Endpoint {
  return {
    id: state.id,
    url: state.url,
    event_types: state.event_types,
    description: state.description,
    active: state.active,
    disabled_reason: state.disabled_reason,
    format: state.format,
    envelope: state.envelope,
    rate_limit: state.rate_limit,
    previous_secret_expires_at: unexpired(state.secrets, now)[1]?.expires_at ?? null,
    created_at: state.created_at.toISOString(),
    updated_at: state.updated_at.toISOString(),
  };
}

/** Secrets stay out, sealed as they are. */
export function historyView({ recorded, actor, key_name }: EndpointHistoryRow): EndpointHistoryEntry {
  const { version, occurred_at, event } = recorded;
  const { secret: _, ...data } = event.data as Record<string, unknown>;
  return {
    version,
    type: event.type,
    occurred_at: occurred_at.toISOString(),
    data,
    actor: actor && { ...actor, key_name },
  };
}
