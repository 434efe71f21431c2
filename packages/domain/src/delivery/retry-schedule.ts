import type { DeliveryState } from './delivery.js';
import { backoffMs, nextAttemptAt, type RetryPolicy } from './retry-policy.js';

export interface RetrySchedule {
  attempts: { number: number; at: Date }[];
  /** Number of further attempts. */
  more: number;
}

type Pending = Pick<DeliveryState, 'attempt_count' | 'budget_attempts' | 'budget_started_at' | 'next_attempt_at'>;

/**
 * Returns the attempts that a pending delivery has left if each takes no time and fails, at most `limit` of them. Without
 * jitter, so that all but the first are approximate. Undefined unless the delivery is pending.
 */
export function retrySchedule(policy: RetryPolicy, state: Pending, limit: number): RetrySchedule | undefined {
  const attempts: RetrySchedule['attempts'] = [];
  let made = state.budget_attempts;
  for (let at = state.next_attempt_at; at !== null; at = attemptAfter(policy, state, at, made)) {
    if (attempts.length === limit) return { attempts, more: 1 + countAfter(policy, state, at, made) };
    attempts.push({ number: state.attempt_count + attempts.length + 1, at });
    made += 1;
  }
  return attempts.length === 0 ? undefined : { attempts, more: 0 };
}

const attemptAfter = (policy: RetryPolicy, { budget_started_at }: Pending, now: Date, attempts: number): Date | null =>
  nextAttemptAt(policy, { attempts, budgetStartedAt: budget_started_at, now, retryAfterMs: null, random: 0.5 });

/** The number of attempts after the one at `at`, which follows `made` others. */
function countAfter(policy: RetryPolicy, { budget_started_at }: Pending, at: Date, made: number): number {
  const horizon = budget_started_at.getTime() + policy.horizonMs;
  let time = at.getTime();
  for (let count = 0; ; count += 1) {
    const delay = backoffMs(policy, made + count + 1);
    // From here on the delay is constant, and there may be millions.
    if (delay === policy.maxMs || policy.factor === 1) return count + Math.max(0, Math.floor((horizon - time) / delay));
    time += delay;
    if (time > horizon) return count;
  }
}
