import type { DeliverySummary } from '@postrider/contracts';
import { t } from '../texts/texts.js';
import { failureInBrief } from './explain-failure.js';

type LastAttempt = Pick<DeliverySummary, 'response_status' | 'failure_reason'>;

/** Short result of the last attempt, such as "HTTP 503" or "Connection refused"; "None yet" before the first. */
export function lastResponse({ response_status, failure_reason }: LastAttempt): string {
  if (failure_reason === null) {
    return response_status === null ? t(($) => $.shared.lastResponse.none) : httpStatus(response_status);
  }
  const brief = failureInBrief({ reason: failure_reason, status: response_status });
  return response_status !== null && brief === String(response_status)
    ? httpStatus(response_status)
    : brief.charAt(0).toUpperCase() + brief.slice(1);
}

const httpStatus = (status: number): string => t(($) => $.shared.lastResponse.status, { status });
