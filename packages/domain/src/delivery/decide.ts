import type {
  AttemptRecord,
  AttemptTrigger,
  DeliveryEvent,
  FailureReason,
  ScheduledAttempt,
} from '@postrider/contracts';
import type { Decision } from '../decision.js';
import type { EndpointState } from '../endpoint/endpoint.js';
import { classifyStatus, type AttemptOutcome } from './attempt-outcome.js';
import { isOvertaken, type DeliveryState } from './delivery.js';
import { nextAttemptAt, type RetryPolicy } from './retry-policy.js';

/** Returns what a dispatcher does with a job. A job is skipped if its attempt is recorded, or belongs to another queue now. */
export function decideAttempt(
  state: DeliveryState,
  endpoint: Pick<EndpointState, 'active'>,
  { attempt, queue }: Pick<ScheduledAttempt, 'attempt' | 'queue'>,
): 'send' | 'skip' | 'fail_inactive' {
  if (state.status !== 'pending' || state.attempt_count >= attempt || state.queue !== queue) return 'skip';
  if (!endpoint.active && !state.test) return 'fail_inactive';
  return 'send';
}

export function failInactive(state: DeliveryState): DeliveryEvent[] {
  if (state.status !== 'pending') return [];
  return [{ type: 'DeliveryFailed', data: { failure_reason: 'endpoint_inactive' } }];
}

/**
 * Returns the events of a finished attempt, or none if the attempt is recorded already: another worker made it too, and
 * the first record stands. An attempt that ends after its delivery has failed is still recorded: it may be a success.
 */
export function finishAttempt(
  state: DeliveryState,
  attempt: { number: number; trigger: AttemptTrigger; outcome: AttemptOutcome },
  context: { policy: RetryPolicy; now: Date; random: number },
): DeliveryEvent[] {
  if (state.status === 'delivered' || state.attempt_count >= attempt.number) return [];
  const { outcome } = attempt;
  const record = toRecord(attempt);
  const failure = outcome.kind === 'no_response' ? outcome : classifyStatus(outcome.status);
  if (!failure) return [{ type: 'AttemptSucceeded', data: record }];

  const { failure_reason, error } = failure;
  const failed: DeliveryEvent = { type: 'AttemptFailed', data: { ...record, failure_reason, error } };
  return [failed, followUp(state, attempt, failure_reason, context)];
}

function followUp(
  state: DeliveryState,
  attempt: { trigger: AttemptTrigger; outcome: AttemptOutcome },
  failure_reason: FailureReason,
  { policy, now, random }: { policy: RetryPolicy; now: Date; random: number },
): DeliveryEvent {
  const isFinal = state.status === 'failed' || failure_reason === 'endpoint_gone';
  if (!isFinal && isOvertaken(state, attempt.trigger)) {
    return { type: 'RetryScheduled', data: { next_attempt_at: now.toISOString(), queue: 'replay' } };
  }
  const { outcome } = attempt;
  const next = isFinal
    ? null
    : nextAttemptAt(policy, {
        attempts: state.budget_attempts + 1,
        budgetStartedAt: state.budget_started_at,
        now,
        retryAfterMs: outcome.kind === 'response' ? outcome.retry_after_ms : null,
        random,
      });
  return next
    ? { type: 'RetryScheduled', data: { next_attempt_at: next.toISOString(), queue: 'retry' } }
    : { type: 'DeliveryFailed', data: { failure_reason } };
}

function toRecord({
  number,
  trigger,
  outcome,
}: {
  number: number;
  trigger: AttemptTrigger;
  outcome: AttemptOutcome;
}): AttemptRecord {
  const response = outcome.kind === 'response' ? outcome : undefined;
  const { request_headers, own_headers, response_headers, response_headers_truncated, timing } = outcome;
  return {
    number,
    trigger,
    started_at: outcome.started_at.toISOString(),
    duration_ms: outcome.duration_ms,
    response_status: response?.status ?? null,
    response_body: response?.body ?? null,
    response_truncated: response?.truncated ?? false,
    ...(response_headers && { response_headers }),
    ...(response_headers_truncated && { response_headers_truncated }),
    ...(request_headers && { request_headers }),
    ...(own_headers && { own_headers }),
    ...(timing && { timing }),
  };
}

/** A replay of a pending delivery makes its next attempt due now. */
export function requestReplay(
  endpoint: Pick<EndpointState, 'active' | 'deleted_at'>,
): Decision<DeliveryEvent, 'endpoint_deleted' | 'endpoint_inactive'> {
  if (endpoint.deleted_at !== null) return { refused: 'endpoint_deleted' };
  if (!endpoint.active) return { refused: 'endpoint_inactive' };
  return [{ type: 'ReplayRequested', data: { queue: 'replay' } }];
}
