import { setTimeout as sleep } from 'node:timers/promises';

import { errorMessage } from './errors.js';

export interface WaitUntilOptions {
  /** Completes the sentence "timed out waiting for …". */
  readonly what: string;
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

type Truthy<T> = Exclude<T, false | 0 | '' | null | undefined>;

/** Polls `probe` and resolves with its first truthy value. An error counts as "not yet". */
export async function waitUntil<T>(
  probe: () => T | Promise<T>,
  { what, timeoutMs = 10_000, intervalMs = 25 }: WaitUntilOptions,
): Promise<Truthy<T>> {
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value as Truthy<T>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= deadline) {
      const because = lastError === undefined ? '' : ` (last error: ${errorMessage(lastError)})`;
      throw new Error(`Timed out after ${timeoutMs} ms waiting for ${what}${because}`, {
        cause: lastError,
      });
    }
    await sleep(intervalMs);
  }
}
