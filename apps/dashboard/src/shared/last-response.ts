import type { DeliverySummary } from '@postrider/contracts';
import { failureInBrief } from './explain-failure.js';

type Answered = Pick<DeliverySummary, 'response_status' | 'failure_reason'>;

/** In few words, what the last attempt came to: "HTTP 503", "Connection refused"; "None yet" before the first. */
export function lastResponse({ response_status, failure_reason }: Answered): string {
  if (failure_reason === null) return response_status === null ? 'None yet' : `HTTP ${response_status}`;
  const brief = failureInBrief({ reason: failure_reason, status: response_status });
  return brief === String(response_status) ? `HTTP ${brief}` : brief.charAt(0).toUpperCase() + brief.slice(1);
}
