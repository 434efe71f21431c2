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
    const status = await send(target, request, signal);
    return { status, duration_ms: took(), error: null };
  } catch (error) {
    const reason = signal.aborted ? `no response within ${target.timeoutMs / 1000} s` : socketErrorText(error);
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
  response.resume();
  await once(response, 'end');
  return response.statusCode ?? 0;
}

function socketErrorText(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return textByCode[code ?? ''] ?? (message === '' ? String(code) : message);
}
