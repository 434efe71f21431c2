import { attempt, type ApiResponse, parseJson, withTimeout } from './attempt.js';
import { errorFromResponse, errorWithoutResponse, PostriderError } from './errors.js';
import { List } from './list.js';
import {
  readIdempotencyKey,
  readKey,
  readLimits,
  readUrl,
  type PostriderOptions,
  type RequestOptions,
} from './options.js';
import { queryString, type Query } from './path.js';
import { isTransient, longestTimerMs, parseRetryAfter, pause, retryDelay } from './retry.js';

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Relative to `/manage/v1/webhooks`, made with `path`. */
  path: string;
  query?: Query | undefined;
  body?: unknown;
}

export interface StreamCall {
  path: string;
  query: Query;
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal | undefined;
}

const root = '/manage/v1/webhooks';

/** Makes the API's calls, with retries. */
export class Transport {
  readonly #url: string;
  readonly #key: string;
  readonly #client: PostriderOptions;

  constructor(options: PostriderOptions) {
    this.#url = readUrl(options.url);
    this.#key = readKey(options.key);
    this.#client = options;
    readLimits(options);
  }

  /** Returns the response's body. Throws a PostriderError, or the signal's reason. */
  async call<T>(call: Call, options: RequestOptions = {}): Promise<T> {
    const { attemptTimeoutMs, totalTimeoutMs, maxRetries } = readLimits(options, this.#client);
    const init = this.#init(call, options);
    const deadline = Date.now() + totalTimeoutMs;
    for (let attempts = 1; ; attempts += 1) {
      const timeoutMs = Math.max(0, Math.min(attemptTimeoutMs, deadline - Date.now(), longestTimerMs));
      const result = await this.#try(call, init, timeoutMs, attempts, options.signal);
      if (!(result instanceof PostriderError)) return result.body as T;
      const delay = retryDelay(attempts, result.retryAfterSeconds, Math.random());
      if (!isTransient(result) || attempts > maxRetries || Date.now() + delay >= deadline) throw result;
      this.#client.onRetry?.(result, delay);
      await pause(delay, options.signal);
    }
  }

  /** Opens a stream of server-sent events, in one attempt. Throws a PostriderError, or the signal's reason. */
  async open({ path, query, headers, signal }: StreamCall): Promise<ReadableStream<Uint8Array>> {
    const failed = { request: `GET ${root}${path}`, attempts: 1, url: this.#url };
    const init = { headers: { accept: 'text/event-stream', authorization: `Bearer ${this.#key}`, ...headers } };
    const timeoutMs = Math.min(readLimits(this.#client).attemptTimeoutMs, longestTimerMs);
    const url = this.#url + root + path + queryString(query);
    try {
      return await withTimeout({ timeoutMs, signal }, async (connecting) => {
        const response = await (this.#client.fetch ?? fetch)(url, { ...init, redirect: 'manual', signal: connecting });
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
        if (response.status === 200 && isStream && response.body) return response.body;
        const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now());
        const body = parseJson(await response.text());
        throw errorFromResponse(failed, { status: response.status, body }, retryAfter);
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof PostriderError ? error : errorWithoutResponse(failed, error);
    }
  }

  /** Starts at `query.cursor`. */
  list<T>({ path, query }: { path: string; query: Query }, options?: RequestOptions): List<T> {
    return new List((cursor) =>
      this.call({ method: 'GET', path, query: { ...query, cursor: cursor ?? query.cursor } }, options),
    );
  }

  #init(call: Call, { idempotencyKey }: RequestOptions): RequestInit {
    const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${this.#key}` };
    if (call.method !== 'GET') headers['idempotency-key'] = readIdempotencyKey(idempotencyKey);
    if (call.body === undefined) return { method: call.method, headers };
    headers['content-type'] = 'application/json';
    return { method: call.method, headers, body: JSON.stringify(call.body) };
  }

  async #try(
    call: Call,
    init: RequestInit,
    timeoutMs: number,
    attempts: number,
    signal: AbortSignal | undefined,
  ): Promise<ApiResponse | PostriderError> {
    const failed = { request: `${call.method} ${root}${call.path}`, attempts, url: this.#url };
    const url = this.#url + root + call.path + queryString(call.query ?? {});
    try {
      const response = await attempt(this.#client.fetch ?? fetch, url, init, { timeoutMs, signal });
      if (isExpected(response)) return response;
      return errorFromResponse(failed, response, parseRetryAfter(response.headers.get('retry-after'), Date.now()));
    } catch (error) {
      signal?.throwIfAborted();
      return errorWithoutResponse(failed, error);
    }
  }
}

/** A 2xx with JSON, or a 204. A page of a proxy or of another server is neither. */
function isExpected({ status, body }: ApiResponse): boolean {
  return status === 204 || (status >= 200 && status < 300 && typeof body === 'object' && body !== null);
}
