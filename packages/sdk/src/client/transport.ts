import { parseJson, withTimeout, type AttemptLimits } from './attempt.js';
import { errorFromResponse, errorInFile, errorWithoutResponse, PostriderError, type FailedCall } from './errors.js';
import { fileStream } from './file-stream.js';
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
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to `/manage/v1/webhooks`, made with `path`. */
  path: string;
  query?: Query | undefined;
  body?: unknown;
  /** Default: JSON. */
  accept?: string;
}

export interface StreamCall {
  path: string;
  query: Query;
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal | undefined;
}

type Stream = ReadableStream<Uint8Array>;

/** Returns the body of the expected response, or undefined for any other response. */
type OpenStream = (response: Response, failed: FailedCall) => Stream | undefined;

interface Attempt extends AttemptLimits {
  /** The number of this attempt, from 1. */
  attempts: number;
  /** For a response that is read as a stream. */
  openStream?: OpenStream | undefined;
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
  async call<T>(call: Call, options?: RequestOptions): Promise<T> {
    return this.#withRetries<T>(call, options);
  }

  /**
   * Returns the response's body as a stream, in which a lost connection is a PostriderError, too. Retries end with the
   * first response that is a file.
   */
  async file(path: string, options: RequestOptions = {}): Promise<Stream> {
    const { signal } = options;
    const silenceMs = Math.min(readLimits(options, this.#client).attemptTimeoutMs, longestTimerMs);
    const openStream: OpenStream = (response, failed) =>
      isFile(response) && response.body !== null
        ? fileStream(response.body, { silenceMs, signal, errorOf: (cause) => errorInFile(failed, cause) })
        : undefined;
    return this.#withRetries({ method: 'GET', path, accept: fileTypes.join(', ') }, options, openStream);
  }

  async #withRetries<T>(call: Call, options: RequestOptions = {}, openStream?: OpenStream): Promise<T> {
    const { attemptTimeoutMs, totalTimeoutMs, maxRetries } = readLimits(options, this.#client);
    const { signal } = options;
    const init = this.#init(call, options);
    const deadline = Date.now() + totalTimeoutMs;
    for (let attempts = 1; ; attempts += 1) {
      const timeoutMs = Math.max(0, Math.min(attemptTimeoutMs, deadline - Date.now(), longestTimerMs));
      try {
        return await this.#attempt<T>(call, init, { attempts, timeoutMs, signal, openStream });
      } catch (error) {
        if (signal?.aborted || !(error instanceof PostriderError)) throw error;
        const delay = retryDelay(attempts, error.retryAfterSeconds, Math.random());
        if (!isTransient(error) || attempts > maxRetries || Date.now() + delay >= deadline) throw error;
        this.#client.onRetry?.(error, delay);
        await pause(delay, signal);
      }
    }
  }

  /** Opens a stream of server-sent events, in one attempt. Throws a PostriderError, or the signal's reason. */
  async open({ path, query, headers, signal }: StreamCall): Promise<Stream> {
    const init = { headers: { accept: 'text/event-stream', authorization: `Bearer ${this.#key}`, ...headers } };
    const timeoutMs = Math.min(readLimits(this.#client).attemptTimeoutMs, longestTimerMs);
    const openStream: OpenStream = (response) => (isEventStream(response) ? (response.body ?? undefined) : undefined);
    return this.#attempt({ method: 'GET', path, query }, init, { attempts: 1, timeoutMs, signal, openStream });
  }

  /** Returns the items of a list without pages. */
  async items<T>(call: Call, options?: RequestOptions): Promise<T[]> {
    return (await this.call<{ data: T[] }>(call, options)).data;
  }

  /** Starts at `query.cursor`. */
  list<T>({ path, query }: { path: string; query: Query }, options?: RequestOptions): List<T> {
    return new List((cursor) =>
      this.call({ method: 'GET', path, query: { ...query, cursor: cursor ?? query.cursor } }, options),
    );
  }

  #init(call: Call, { idempotencyKey }: RequestOptions): RequestInit {
    const { accept = 'application/json' } = call;
    const headers: Record<string, string> = { accept, authorization: `Bearer ${this.#key}` };
    if (call.method !== 'GET') headers['idempotency-key'] = readIdempotencyKey(idempotencyKey);
    if (call.body === undefined) return { method: call.method, headers };
    headers['content-type'] = 'application/json';
    return { method: call.method, headers, body: JSON.stringify(call.body) };
  }

  /** One exchange, from connecting to the end of the body, or to the start of a stream. */
  async #attempt<T>(
    { method, path, query = {} }: Call,
    init: RequestInit,
    { attempts, timeoutMs, signal, openStream }: Attempt,
  ): Promise<T> {
    const failed = { request: `${method} ${root}${path}`, attempts, url: this.#url };
    const url = this.#url + root + path + queryString(query);
    const fetchIt = this.#client.fetch ?? fetch;
    try {
      return await withTimeout({ timeoutMs, signal }, async (attemptSignal) => {
        // A redirect would turn a POST into a GET, so it is returned like any other response.
        const response = await fetchIt(url, { ...init, redirect: 'manual', signal: attemptSignal });
        const stream = openStream?.(response, failed);
        if (stream) return stream as T;
        const body = parseJson(await response.text(), this.#client.reviver);
        if (!openStream && isExpected(response.status, body)) return body as T;
        const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now());
        throw errorFromResponse(failed, response.status, body, retryAfter);
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof PostriderError ? error : errorWithoutResponse(failed, error);
    }
  }
}

const isOfType = ({ status, headers }: Response, types: readonly string[]): boolean =>
  status === 200 && types.some((type) => headers.get('content-type')?.startsWith(type));

const isEventStream = (response: Response): boolean => isOfType(response, ['text/event-stream']);

const fileTypes = ['application/x-ndjson', 'text/csv'];

const isFile = (response: Response): boolean => isOfType(response, fileTypes);

/** A 2xx with JSON, or a 204. A page of a proxy or of another server is neither. */
const isExpected = (status: number, body: unknown): boolean =>
  status === 204 || (status >= 200 && status < 300 && typeof body === 'object' && body !== null);
