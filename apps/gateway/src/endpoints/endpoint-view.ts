import type { Endpoint } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';

export function endpointView(state: EndpointState): Endpoint {
  return {
    id: state.id,
    url: state.url,
    event_types: state.event_types,
    description: state.description,
    active: state.active,
    disabled_reason: state.disabled_reason,
    format: state.format,
    rate_limit: state.rate_limit,
    created_at: state.created_at.toISOString(),
    updated_at: state.updated_at.toISOString(),
  };
}
