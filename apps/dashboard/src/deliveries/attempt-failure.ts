import type { Attempt } from '@postrider/contracts';
import { explainFailure, failureInBrief, type Explanation, reasonOf } from '../shared/explain-failure.js';

interface AttemptFailure {
  brief: string;
  explanation: Explanation;
}

/** The failure of an attempt; undefined if it succeeded. Responses of 3xx to 5xx are explained by their status. */
export function attemptFailure(attempt: Pick<Attempt, 'response_status' | 'error'>): AttemptFailure | undefined {
  const { response_status: status, error } = attempt;
  if (error === null && status !== null && status < 300) return undefined;
  const reason = reasonOf(error ?? '') ?? (status === null ? 'connection_error' : 'http_error');
  return { brief: failureInBrief({ reason, status }), explanation: explainFailure({ reason, status, error }) };
}
