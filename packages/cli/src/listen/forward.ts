import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

/** The request that a receiver gets, as the stream has it. */
export interface ListenedRequest {
  headers: Record<string, string>;
  body: string;
}

/** What the local receiver did with it. */
export interface Forwarded {
  status: number | null;
  duration_ms: number;
  /** Why there is no status. */
  error: string | null;
}

export interface ForwardTarget {
  url: URL;
  timeoutMs: number;
  /** Accepts any certificate. */
  isInsecure: boolean;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused: is the receiver running?',
  ECONNRESET: 'the receiver closed the connection',
  ENOTFOUND: 'no such host',
};

/** Passes the request on, headers and body as they are. Never throws. */
export async function forward(target: ForwardTarget, request: ListenedRequest): Promise<Forwarded> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  const signal = AbortSignal.timeout(target.timeoutMs);
  try {
    const status = await send(target, request, signal);
    return { status, duration_ms: took(), error: null };
  } catch (error) {
    const reason = signal.aborted ? `no answer within ${target.timeoutMs / 1000} s` : reasonOf(error);
    return { status: null, duration_ms: took(), error: reason };
  }
}

async function send(
  { url, isInsecure }: ForwardTarget,
  request: ListenedRequest,
  signal: AbortSignal,
): Promise<number> {
  const body = Buffer.from(request.body);
  const options = {
    method: 'POST',
    headers: { ...request.headers, 'content-length': String(body.length) },
    // A connection of its own: a receiver that restarts leaves no dead ones behind.
    agent: false,
    signal,
  };
  const sent =
    url.protocol === 'https:'
      ? requestHttps(url, { ...options, rejectUnauthorized: !isInsecure })
      : requestHttp(url, options);
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode ?? 0;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? (message === '' ? String(code) : message);
}
