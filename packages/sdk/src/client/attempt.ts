/** A response whose body was read to the end. */
export interface ApiResponse {
  status: number;
  headers: Headers;
  /** Parsed JSON; undefined if the body is empty or not JSON. */
  body: unknown;
}

/** An attempt took longer than its limit. */
export class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout';
}

export interface AttemptLimits {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** One exchange, from connecting to the end of the body, in at most `timeoutMs`. */
export function attempt(fetchIt: typeof fetch, url: string, init: RequestInit, limits: AttemptLimits) {
  return withTimeout(limits, async (signal): Promise<ApiResponse> => {
    // A redirect would turn a POST into a GET, so it is returned like any other response.
    const response = await fetchIt(url, { ...init, redirect: 'manual', signal });
    return { status: response.status, headers: response.headers, body: parseJson(await response.text()) };
  });
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

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
