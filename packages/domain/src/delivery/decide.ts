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
 * The events that follow from an attempt. None if the stream has this attempt already: then another
 * worker made it too, and the first record stands. An attempt that ended after the delivery was given
 * up is still recorded, since a success is a success.
 */
export function recordAttempt(
  state: DeliveryState,
  attempt: { number: number; trigger: AttemptTrigger; outcome: AttemptOutcome },
  context: { policy: RetryPolicy; now: Date; random: number },
): DeliveryEvent[] {
  if (state.status === 'delivered' || state.attempt_count >= attempt.number) return [];
  const { outcome } = attempt;
  const record = toRecord(attempt);
  const failure = outcome.kind === 'unanswered' ? outcome : classifyStatus(outcome.status);
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
  const givenUp = state.status === 'failed' || failure_reason === 'endpoint_gone';
  if (!givenUp && isOvertaken(state, attempt.trigger)) {
    return { type: 'RetryScheduled', data: { next_attempt_at: now.toISOString(), queue: 'replay' } };
  }
  const { outcome } = attempt;
  const next = givenUp
    ? null
    : nextAttemptAt(policy, {
        attempts: state.budget_attempts + 1,
        budgetStartedAt: state.budget_started_at,
        now,
        retryAfterMs: outcome.kind === 'answered' ? outcome.retry_after_ms : null,
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
  const answer = outcome.kind === 'answered' ? outcome : undefined;
  return {
    number,
    trigger,
    started_at: outcome.started_at.toISOString(),
    duration_ms: outcome.duration_ms,
    response_status: answer?.status ?? null,
    response_body: answer?.body ?? null,
    response_truncated: answer?.truncated ?? false,
  };
}

/** Operation replay_webhook_delivery. A replay of a pending delivery brings its next attempt forward. */
export function requestReplay(
  endpoint: Pick<EndpointState, 'active' | 'deleted_at'>,
): Decision<DeliveryEvent, 'endpoint_deleted' | 'endpoint_inactive'> {
  if (endpoint.deleted_at !== null) return { refused: 'endpoint_deleted' };
  if (!endpoint.active) return { refused: 'endpoint_inactive' };
  return [{ type: 'ReplayRequested', data: { queue: 'replay' } }];
}
