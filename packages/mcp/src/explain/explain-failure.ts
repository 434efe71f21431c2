import type { FailureReason } from '@postrider/contracts';
import { classes, failures, statuses, type FailureText } from './failure-texts.js';

/** What a failure means and what to do about it. */
export function explainFailure(reason: FailureReason, status: number | null): FailureText {
  if (status === null || (reason !== 'http_error' && reason !== 'redirect')) return failures[reason];
  const { what, todo } = reason === 'redirect' ? failures.redirect : ofStatus(status);
  return { what: `Responded with ${String(status)}. ${what}`, todo };
}

const ofStatus = (status: number): FailureText =>
  statuses[status] ?? (status >= 500 ? classes.serverError : classes.refused);
