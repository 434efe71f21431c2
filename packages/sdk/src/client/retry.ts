const baseMs = 250;
const maxMs = 10_000;

/** The longest that timers can wait; a longer one would not wait at all. */
export const longestTimerMs = 2 ** 31 - 1;

/** Answers after which the same call may succeed: the gateway, or a proxy before it, was busy or away. */
const passingStatuses = new Set([429, 502, 503, 504]);

/** `status` is undefined where there was no answer at all. */
export const isPassing = (status: number | undefined): boolean => status === undefined || passingStatuses.has(status);

/**
 * Milliseconds before the next attempt; `attempt` is the one that has failed, from 1. Doubles from half a second, moved at random so that many
 * clients do not come back together. What `Retry-After` asks for is waited in full.
 */
export function retryDelay(attempt: number, retryAfterSeconds: number | undefined, random: number): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000 + random * baseMs;
  const ceiling = Math.min(maxMs, baseMs * 2 ** attempt);
  return (ceiling / 2) * (1 + random);
}

/** Seconds that a `Retry-After` asks for: a number, or an HTTP date. Undefined for anything else. */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** Resolves after `ms`; rejects with the signal's reason as soon as that aborts. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      },
      Math.min(ms, longestTimerMs),
    );
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
