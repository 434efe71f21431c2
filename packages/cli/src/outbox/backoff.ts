/** Milliseconds before the next attempt after some failures, from 1. Half of it is random, so that relays do not meet. */
export function backoffMs(failures: number, maxMs: number, random: number, retryAfterMs = 0): number {
  const ceiling = Math.min(maxMs, 250 * 2 ** Math.min(failures, 20));
  // A busy server sends the same short Retry-After each time.
  return Math.max(retryAfterMs, (ceiling / 2) * (1 + random));
}
