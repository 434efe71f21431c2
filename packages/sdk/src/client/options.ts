export interface PostriderOptions {
  /**
   * URL of the gateway, such as `https://postrider.example.com`. It may have a path; the API's path is added to it. As with
   * `key`, an unset environment variable is a TypeError.
   */
  url: string | URL | undefined;
  /** A management key (`mlx_mk_…`), or a project key (`mlx_sk_…`) to publish. */
  key: string | undefined;
  /**
   * Time limit of one attempt, from connecting to the end of the response, or to the start of a file and of each part of it.
   * Default: 30,000 ms.
   */
  attemptTimeoutMs?: number | undefined;
  /** Time limit of a call with all its attempts and delays. Default: 120,000 ms. */
  totalTimeoutMs?: number | undefined;
  /** Number of retries after 429, 502, 503, 504 and connection errors. Default: 4. */
  maxRetries?: number | undefined;
  /** Called before each delay between two attempts of a call. */
  onRetry?: OnRetry | undefined;
  /** Used instead of the global `fetch`. */
  fetch?: typeof fetch | undefined;
  /** The reviver of `JSON.parse` for responses, such as to keep numbers that a double cannot hold. */
  reviver?: Reviver | undefined;
}

/** `context.source` is the text of a number, if the runtime has it. */
export type Reviver = (name: string, value: unknown, context?: { source?: string }) => unknown;

/** Gets the error of the last attempt, and the delay before the next one. */
export type OnRetry = (error: Error, delayMs: number) => void;

/** Options of a single call. They override the client's. */
export interface RequestOptions {
  /** Aborts the call: it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** For calls that change something. Default: a random key. Pass your own to repeat the call from another process. */
  idempotencyKey?: string | undefined;
  attemptTimeoutMs?: number | undefined;
  totalTimeoutMs?: number | undefined;
  maxRetries?: number | undefined;
}

const defaults = { attemptTimeoutMs: 30_000, totalTimeoutMs: 120_000, maxRetries: 4 };
type Limits = typeof defaults;

/** Takes each limit from the first source that has it, or the default. Throws a TypeError unless it is 0 or greater. */
export function readLimits(...sources: readonly Partial<Record<keyof Limits, number | undefined>>[]): Limits {
  const limits = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof Limits)[]) {
    const value = sources.find((source) => source[name] !== undefined)?.[name] ?? defaults[name];
    if (!(value >= 0)) throw new TypeError(`${name}: expected a number from 0, got ${String(value)}`);
    limits[name] = value;
  }
  return limits;
}

/** Throws a TypeError that does not repeat a password. */
export function readUrl(given: string | URL | undefined): string {
  if (given === undefined) throw new TypeError('url: expected an http or https URL, got undefined');
  const text = String(given);
  if (!URL.canParse(text)) throw new TypeError('url: expected an http or https URL');
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError('url: expected an http or https URL');
  if (url.username || url.password) throw new TypeError('url: expected no user name and password');
  if (url.search || url.hash) throw new TypeError('url: expected no query and no fragment');
  return url.origin + url.pathname.replace(/\/+$/, '');
}

export function readKey(key: unknown): string {
  if (key === undefined) throw new TypeError('key: expected a key such as mlx_mk_…, got undefined');
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key)) {
    throw new TypeError('key: expected a key such as mlx_mk_…: printable characters without spaces');
  }
  return key;
}

export function readIdempotencyKey(key: string | undefined): string {
  if (key === undefined) return randomKey();
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new TypeError('idempotencyKey: expected 1 to 255 printable ASCII characters without spaces');
  }
  return key;
}

/** 128 random bits. Browsers have randomUUID on https pages only. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
