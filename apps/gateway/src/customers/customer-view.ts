import type { Customer, Settings } from '@postrider/contracts';
import type { CustomerState } from '@postrider/domain';

type Limit = Customer['limits']['rate_limit'];

const limit = (own: number | null, fallback: number | null): Limit =>
  own === null ? { value: fallback, source: 'settings' } : { value: own, source: 'customer' };

export function customerView(state: CustomerState, { customers }: Pick<Settings, 'customers'>): Customer {
  const { rate_limit, publish_limit, max_endpoints } = state;
  return {
    id: state.id,
    uid: state.uid,
    name: state.name,
    metadata: state.metadata,
    active: state.active,
    rate_limit,
    publish_limit,
    max_endpoints,
    allowed_event_types: state.allowed_event_types,
    limits: {
      rate_limit: limit(rate_limit, null),
      publish_limit: limit(publish_limit, null),
      max_endpoints: limit(max_endpoints, customers.endpointsMax),
    },
    created_at: state.created_at.toISOString(),
    updated_at: state.updated_at.toISOString(),
  };
}
