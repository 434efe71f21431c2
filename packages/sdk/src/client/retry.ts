import type { PostriderError } from './errors.js';

/** Delays double from `baseMs` up to `maxMs`. */
export interface Backoff {
  baseMs: number;
  maxMs: number;
}

const callBackoff: Backoff = { baseMs: 500, maxMs: 10_000 };

/** The longest delay of a timer; a longer one would fire at once. */
export const longestTimerMs = 2 ** 31 - 1;

const transientStatuses = new Set([429, 502, 503, 504]);

/** Whether the same call may succeed later: the gateway, or a proxy before it, is busy or away. */
export const isTransient = ({ status, type }: Pick<PostriderError, 'status' | 'type'>): boolean =>
  type === 'rate_limited' ||
  type === 'service_unavailable' ||
  (status === undefined ? type === 'connection_error' : transientStatuses.has(status));

/**
 * Milliseconds before the next attempt; `attempt` is the number of the failed one, from 1. Half of the delay is random,
 * so that clients do not come back together. A `Retry-After` is waited in full.
 */
export function retryDelay(
  attempt: number,
  retryAfterSeconds: number | undefined,
  random: number,
  { baseMs, maxMs }: Backoff = callBackoff,
): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000 + (random * baseMs) / 2;
  const ceiling = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
  return (ceiling / 2) * (1 + random);
}

/** Seconds of a `Retry-After`: a number, or an HTTP date. Undefined for anything else. */
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
