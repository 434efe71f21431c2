import type { DeliverySummary, OwnerCustomer } from '@postrider/contracts';
import type { DeliveryState } from './delivery.js';

/** `customer` is that of the endpoint. */
export function deliveryView(state: DeliveryState, customer?: OwnerCustomer): DeliverySummary {
  return {
    id: state.id,
    endpoint_id: state.endpoint_id,
    ...(customer && { customer: { id: customer.id, uid: customer.uid } }),
    event_id: state.event_id,
    event_type: state.event_type,
    status: state.status,
    test: state.test,
    attempt_count: state.attempt_count,
    response_status: state.response_status,
    failure_reason: state.failure_reason,
    created_at: state.created_at.toISOString(),
    next_attempt_at: state.next_attempt_at?.toISOString() ?? null,
    completed_at: state.completed_at?.toISOString() ?? null,
  };
}
