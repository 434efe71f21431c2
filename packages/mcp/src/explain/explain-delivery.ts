import type { DeliveryDetail, Endpoint } from '@postrider/contracts';
import { cutText } from '../result/cut.js';
import { explainFailure } from './explain-failure.js';
import type { Explanation } from './explanation.js';
import { timelineOf } from './timeline.js';
import { nextSteps, whyPending } from './next-steps.js';

const longestUrl = 120;
const longestResponse = 300;

/** Explains a delivery. `endpoint` is undefined if it is deleted. */
export function explainDelivery(delivery: DeliveryDetail, endpoint: Endpoint | undefined, now: Date): Explanation {
  const { id, status, event_id, event_type, customer, response_body } = delivery;
  return {
    delivery: { id, status, event_id, event_type, customer: customer?.uid },
    endpoint: {
      id: delivery.endpoint_id,
      ...(endpoint && { url: cutText(endpoint.url, longestUrl) }),
      state: stateOf(endpoint),
    },
    timeline: timelineOf(delivery),
    why: whyOf(delivery, endpoint, now),
    ...(response_body !== null && response_body !== '' && { last_response: cutText(response_body, longestResponse) }),
    todo: nextSteps(delivery, endpoint),
  };
}

function whyOf(delivery: DeliveryDetail, endpoint: Endpoint | undefined, now: Date): string {
  const { status, response_status, failure_reason } = delivery;
  if (status === 'delivered') return `The receiver acknowledged it with ${String(response_status ?? '2xx')}.`;
  if (status === 'pending') return whyPending(delivery, endpoint, now);
  return failure_reason ? explainFailure(failure_reason, response_status).what : 'It failed.';
}

function stateOf(endpoint: Endpoint | undefined): string {
  if (!endpoint) return 'deleted';
  if (endpoint.active) return 'active';
  return `inactive: ${inactive[endpoint.disabled_reason ?? 'by_user']}`;
}

const inactive = {
  gone: 'it responded with 410 Gone',
  failing: 'every attempt failed for five days',
  customer_inactive: 'its customer is inactive',
  by_user: 'a user deactivated it',
} as const;
