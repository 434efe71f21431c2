import type { DeliverySummary, FailureReason } from '@postrider/contracts';

const reasons: Record<FailureReason, string> = {
  timeout: 'No answer in time',
  dns_error: 'Host name not found',
  connection_refused: 'Connection refused',
  connection_reset: 'Connection lost',
  connection_error: 'No connection',
  tls_error: 'TLS failed',
  invalid_response: 'No valid HTTP answer',
  http_error: 'An error',
  redirect: 'A redirect',
  blocked_address: 'Address not allowed',
  endpoint_gone: 'Endpoint gone',
  endpoint_inactive: 'Endpoint inactive',
};

type Answered = Pick<DeliverySummary, 'response_status' | 'failure_reason'>;

/** In few words, what the last attempt came to: "HTTP 503", "Connection refused"; "None yet" before the first. */
export function lastAnswer({ response_status, failure_reason }: Answered): string {
  if (response_status !== null) return `HTTP ${response_status}`;
  return failure_reason === null ? 'None yet' : reasons[failure_reason];
}
