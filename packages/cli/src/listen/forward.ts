import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { ListenWebhook } from '@postrider/sdk';

export type ListenedRequest = Pick<ListenWebhook, 'headers' | 'body'>;

/** The local receiver's response. */
export interface Forwarded {
  status: number | null;
  duration_ms: number;
  /** The reason if there is no status. */
  error: string | null;
  /** Begin of the body of a response that is no 2xx; null otherwise. */
  body: string | null;
}

export interface ForwardTarget {
  url: URL;
  timeoutMs: number;
  /** Accept any certificate. */
  isInsecure: boolean;
}

const textByCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused: is the receiver running?',
  ECONNRESET: 'the receiver closed the connection',
  ENOTFOUND: 'no such host',
};

/** Sends the request to the receiver, with headers and body unchanged. Never throws. */
export async function forward(target: ForwardTarget, request: ListenedRequest): Promise<Forwarded> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  const signal = AbortSignal.timeout(target.timeoutMs);
  try {
    const response = await send(target, request, signal);
    return { ...response, duration_ms: took(), error: null };
  } catch (error) {
    const reason = signal.aborted ? `no response within ${target.timeoutMs / 1000} s` : socketErrorText(error);
    return { status: null, duration_ms: took(), error: reason, body: null };
  }
}

async function send(
  { url, isInsecure }: ForwardTarget,
  request: ListenedRequest,
  signal: AbortSignal,
): Promise<Pick<Forwarded, 'status' | 'body'>> {
  const body = Buffer.from(request.body);
  const options = {
    method: 'POST',
    headers: { ...request.headers, 'content-length': String(body.length) },
    // Without an agent: a pooled connection would be dead after a restart of the receiver.
    agent: false,
    signal,
  };
  const sent =
    url.protocol === 'https:'
      ? requestHttps(url, { ...options, rejectUnauthorized: !isInsecure })
      : requestHttp(url, options);
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const status = response.statusCode ?? 0;
  const isSuccess = status >= 200 && status < 300;
  const text = await beginOf(response, isSuccess ? 0 : shownBytes);
  return { status, body: isSuccess ? null : text };
}

/** Of the body of a failed response: a page that describes an error may be long. */
const shownBytes = 4_096;

/** Reads to the end, and keeps the begin. */
async function beginOf(response: AsyncIterable<Buffer>, bytes: number): Promise<string> {
  let kept = Buffer.alloc(0);
  for await (const chunk of response) {
    if (kept.length < bytes) kept = Buffer.concat([kept, chunk.subarray(0, bytes - kept.length)]);
  }
  return kept.toString('utf8');
}

function socketErrorText(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return textByCode[code ?? ''] ?? (message === '' ? String(code) : message);
}
