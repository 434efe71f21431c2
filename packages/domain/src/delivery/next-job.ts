import type { ScheduledAttempt } from '@postrider/contracts';
import type { DeliveryState } from './delivery.js';

/** The job of a pending delivery's next attempt. */
export function nextJob(
  state: Pick<DeliveryState, 'id' | 'endpoint_id' | 'queue' | 'attempt_count' | 'next_attempt_at'>,
): ScheduledAttempt {
  const { id: delivery_id, endpoint_id, queue, attempt_count, next_attempt_at: at } = state;
  return { queue, delivery_id, endpoint_id, attempt: attempt_count + 1, at };
}
