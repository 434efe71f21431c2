import type { Reviver } from './options.js';

/** An attempt took longer than its limit. */
export class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout';
}

export interface AttemptLimits {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** Runs `work` with a signal that aborts after `timeoutMs`, or with the given signal. */
export async function withTimeout<T>(
  { timeoutMs, signal }: AttemptLimits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const onAbort = (): void => {
    controller.abort(signal?.reason);
  };
  const timer = setTimeout(() => {
    controller.abort(new AttemptTimeout(`no complete response within ${timeoutMs} ms`));
  }, timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await work(controller.signal);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

export function parseJson(text: string, reviver?: Reviver): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}
