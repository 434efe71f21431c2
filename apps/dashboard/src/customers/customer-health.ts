import type { Endpoint, EndpointActivity } from '@postrider/contracts';
import { byState } from '../endpoints/listed-endpoints.js';
import { endpointState, type EndpointState } from '../shared/endpoint-state.js';

type Listed = Pick<Endpoint, 'id' | 'active' | 'disabled_reason' | 'customer'>;

/** The state of the worst endpoint of each customer, by the customer's id. */
export function worstStates(
  endpoints: readonly Listed[],
  activities: ReadonlyMap<string, Pick<EndpointActivity, 'state'>>,
): ReadonlyMap<string, EndpointState> {
  const rows = endpoints.map((endpoint) => ({ endpoint, activity: activities.get(endpoint.id) }));
  const worstLast = byState(rows).toReversed();
  return new Map(
    worstLast.flatMap(({ endpoint, activity }) =>
      endpoint.customer === undefined ? [] : [[endpoint.customer.id, endpointState(endpoint, activity)]],
    ),
  );
}
