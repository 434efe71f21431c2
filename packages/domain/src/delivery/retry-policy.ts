/** The settings of the retry schedule; times in milliseconds. */
export interface RetryPolicy {
  /** Delay before the second attempt, without jitter. */
  baseMs: number;
  factor: number;
  /** Longest delay, without jitter. */
  maxMs: number;
  /** Random share of a delay: 0.2 is ± 20 %. */
  jitter: number;
  /** Longest time from the start of the budget to the last attempt. */
  horizonMs: number;
}

/** 5 s, 15 s, 45 s … 4 h, within 24 h: 13 attempts. */
export const defaultRetryPolicy: RetryPolicy = {
  baseMs: 5_000,
  factor: 3,
  maxMs: 4 * 3_600_000,
  jitter: 0.2,
  horizonMs: 24 * 3_600_000,
};

/** The backoff after this number of failed attempts, without jitter. */
export function backoffMs(policy: RetryPolicy, attempts: number): number {
  return Math.min(policy.baseMs * policy.factor ** (attempts - 1), policy.maxMs);
}

/**
 * Returns the time of the next attempt, or null if backoff ends past the horizon. `retryAfterMs` moves the attempt later,
 * up to the horizon. `random` is in [0, 1).
 */
export function nextAttemptAt(
  policy: RetryPolicy,
  input: { attempts: number; budgetStartedAt: Date; now: Date; retryAfterMs: number | null; random: number },
): Date | null {
  const horizon = input.budgetStartedAt.getTime() + policy.horizonMs;
  const jittered = backoffMs(policy, input.attempts) * (1 + policy.jitter * (2 * input.random - 1));
  const byBackoff = Math.round(input.now.getTime() + jittered);
  if (byBackoff > horizon) return null;
  const byRetryAfter = input.now.getTime() + (input.retryAfterMs ?? 0);
  return new Date(Math.min(Math.max(byBackoff, byRetryAfter), horizon));
}
