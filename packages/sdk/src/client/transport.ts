import { attempt, type Answer } from './attempt.js';
import { noAnswer, PostriderError, refused } from './errors.js';
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
import { isPassing, longestTimerMs, parseRetryAfter, pause, retryDelay } from './retry.js';

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Behind `/manage/v1/webhooks`, made by `path`. */
  path: string;
  query?: Query | undefined;
  body?: unknown;
}

const root = '/manage/v1/webhooks';

/** Makes calls, again and again where that is harmless and may help. */
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

  /** The answer's body. Throws a PostriderError, or the signal's reason. */
  async call<T>(call: Call, options: RequestOptions = {}): Promise<T> {
    const { attemptTimeoutMs, totalTimeoutMs, maxRetries } = readLimits(options, this.#client);
    const init = this.#init(call, options);
    const deadline = Date.now() + totalTimeoutMs;
    for (let attempts = 1; ; attempts += 1) {
      const timeoutMs = Math.max(0, Math.min(attemptTimeoutMs, deadline - Date.now(), longestTimerMs));
      const result = await this.#try(call, init, timeoutMs, attempts, options.signal);
      if (!(result instanceof PostriderError)) return result.body as T;
      const delay = retryDelay(attempts, result.retryAfterSeconds, Math.random());
      if (!isPassing(result.status) || attempts > maxRetries || Date.now() + delay >= deadline) throw result;
      await pause(delay, options.signal);
    }
  }

  /** `query.cursor` is where the list begins. */
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
  ): Promise<Answer | PostriderError> {
    const made = { request: `${call.method} ${root}${call.path}`, attempts, url: this.#url };
    const url = this.#url + root + call.path + queryString(call.query ?? {});
    try {
      const answer = await attempt(this.#client.fetch ?? fetch, url, init, timeoutMs, signal);
      if (isExpected(answer)) return answer;
      return refused(made, answer, parseRetryAfter(answer.headers.get('retry-after'), Date.now()));
    } catch (error) {
      signal?.throwIfAborted();
      return noAnswer(made, error);
    }
  }
}

/** A 2xx with JSON, or a 204. A page of a proxy or of another server is neither. */
function isExpected({ status, body }: Answer): boolean {
  return status === 204 || (status >= 200 && status < 300 && typeof body === 'object' && body !== null);
}
