/** An answer, with its body read to the end. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON; undefined where the body is empty or not JSON. */
  body: unknown;
}

/** An attempt took longer than it may. */
export class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout';
}

/** One exchange, from connecting to the end of the body, in at most `timeoutMs`. */
export async function attempt(
  fetchIt: typeof fetch,
  url: string,
  init: RequestInit,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const onAbort = (): void => {
    controller.abort(signal?.reason);
  };
  const timer = setTimeout(() => {
    controller.abort(new AttemptTimeout(`no complete answer within ${timeoutMs} ms`));
  }, timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    // A redirect would turn a POST into a GET: it is an answer like any other.
    const response = await fetchIt(url, { ...init, redirect: 'manual', signal: controller.signal });
    return { status: response.status, headers: response.headers, body: parse(await response.text()) };
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
