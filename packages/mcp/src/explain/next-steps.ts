import type { DeliveryDetail, Endpoint } from '@postrider/contracts';
import { activation } from './activation.js';
import { explainFailure } from './explain-failure.js';

type Delivery = Pick<
  DeliveryDetail,
  'id' | 'status' | 'test' | 'event_id' | 'response_status' | 'failure_reason' | 'next_attempt_at' | 'retry_schedule'
>;

/** Why a delivery is still pending. */
export function whyPending(delivery: Delivery, endpoint: Endpoint | undefined, now: Date): string {
  const { failure_reason, response_status, next_attempt_at } = delivery;
  const before =
    failure_reason === null ? '' : `The last attempt failed. ${explainFailure(failure_reason, response_status).what} `;
  if (!endpoint) return `${before}The endpoint is deleted: the next attempt fails with endpoint_inactive.`;
  if (!endpoint.active && !delivery.test) {
    return `${before}The endpoint is inactive: the next attempt fails with endpoint_inactive.`;
  }
  if (next_attempt_at !== null && Date.parse(next_attempt_at) > now.getTime()) {
    return `${before}Waits for the next attempt at ${next_attempt_at}${attemptsAfter(delivery)}.`;
  }
  const { value, source } = endpoint.limits.rate_limit;
  const limited = source === 'endpoint' ? 'the endpoint has' : 'the endpoints of the customer share';
  const cause =
    value === null
      ? 'the endpoint is slow and at its concurrency limit, or the dispatchers have a backlog'
      : `${limited} a rate limit of ${String(value)} requests per second, or the dispatchers have a backlog`;
  return `${before}The next attempt is due: it is being made, or waits for its turn. If it waits, ${cause}.`;
}

function attemptsAfter({ retry_schedule }: Delivery): string {
  if (!retry_schedule) return '';
  const after = Math.max(0, retry_schedule.attempts.length - 1) + retry_schedule.more;
  return after === 0 ? ', the last one' : `, with ${String(after)} more after it`;
}

/** What to do, in order; the calls of tools are complete. */
export function nextSteps(delivery: Delivery, endpoint: Endpoint | undefined): string[] {
  const { status, event_id, failure_reason, response_status } = delivery;
  if (status === 'delivered') {
    return [`If the receiver lacks it, look in its own log for webhook-id ${event_id}.`, ...repair(delivery, endpoint)];
  }
  const cause = failure_reason === null ? [] : [explainFailure(failure_reason, response_status).todo];
  if (status === 'pending' && failure_reason === null) {
    return endpoint?.active ? ['get_webhook_overview shows the backlog.'] : repair(delivery, endpoint);
  }
  return [...cause, ...repair(delivery, endpoint)];
}

/** How the delivery is sent again. */
function repair({ id, test }: Delivery, endpoint: Endpoint | undefined): string[] {
  if (!endpoint) return ['It cannot be replayed: the endpoint is deleted. create_webhook_endpoint makes a new one.'];
  const replay = `replay_webhook_delivery ${JSON.stringify({ delivery_id: id })}`;
  if (endpoint.active || test) return [replay];
  return [activation(endpoint), replay, 'recover_webhook_endpoint sends what it missed while it was inactive.'];
}
