import type { Endpoint, EndpointHistoryEntry } from '@postrider/contracts';
import { unexpired, type EndpointState } from '@postrider/domain';
import type { EndpointHistoryRow } from '@postrider/event-store';
import type { EndpointOwner } from './endpoint-store.js';

interface ViewContext {
  now: Date;
  /** The owner, if it is one. */
  customer: EndpointOwner | undefined;
  /** Whether a customer sees it: without what only the platform does. */
  isPortal: boolean;
}

export function endpointView(state: EndpointState, { now, customer, isPortal }: ViewContext): Endpoint {
  return {
    id: state.id,
    url: state.url,
    event_types: state.event_types,
    name: state.name,
    description: state.description,
    uid: isPortal ? null : state.uid,
    metadata: isPortal ? {} : state.metadata,
    ...(customer && { customer: { id: customer.id, uid: customer.uid } }),
    ...(state.all_customers && { customers: 'all' }),
    active: state.active,
    disabled_reason: state.disabled_reason,
    format: state.format,
    envelope: state.envelope,
    rate_limit: state.rate_limit,
    limits: { rate_limit: appliedRateLimit(state, customer) },
    previous_secret_expires_at: unexpired(state.secrets, now)[1]?.expires_at ?? null,
    created_at: state.created_at.toISOString(),
    updated_at: state.updated_at.toISOString(),
  };
}

/** The limit at which dispatchers pace the endpoint. */
function appliedRateLimit(
  { rate_limit }: Pick<EndpointState, 'rate_limit'>,
  customer: EndpointOwner | undefined,
): Endpoint['limits']['rate_limit'] {
  const nearest = [
    { value: rate_limit, source: 'endpoint' as const },
    { value: customer?.rate_limit ?? null, source: 'customer' as const },
    { value: customer?.customers_rate_limit ?? null, source: 'organization' as const },
  ].find(({ value }) => value !== null);
  return nearest ?? { value: null, source: 'settings' };
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
