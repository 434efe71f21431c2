export interface PostriderOptions {
  /** Where the gateway is, for instance `https://postrider.example.com`; a path before the API's is kept. */
  url: string | URL;
  /** A management key (`mlx_mk_…`), or for publishing a project key (`mlx_sk_…`). */
  key: string;
  /** Longest time for one attempt, from connecting to the end of the answer: 30,000 ms unless given. */
  attemptTimeoutMs?: number | undefined;
  /** Longest time for a call with all its attempts and pauses: 120,000 ms unless given. */
  totalTimeoutMs?: number | undefined;
  /** How often a call is tried again after 429, 502, 503, 504 and connection errors: 4 times unless given. */
  maxRetries?: number | undefined;
  /** Used instead of the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

/** What a single call may say for itself. */
export interface RequestOptions {
  /** Ends the call; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** For calls that change something. A random one unless given; give your own to repeat the call from another process. */
  idempotencyKey?: string | undefined;
  attemptTimeoutMs?: number | undefined;
  totalTimeoutMs?: number | undefined;
  maxRetries?: number | undefined;
}

export interface Limits {
  attemptTimeoutMs: number;
  totalTimeoutMs: number;
  maxRetries: number;
}

const defaults: Limits = { attemptTimeoutMs: 30_000, totalTimeoutMs: 120_000, maxRetries: 4 };

/** Those of the call, else those of the client, else the defaults. Throws a TypeError for what is not a number from 0. */
export function readLimits(...sources: readonly Partial<Record<keyof Limits, number | undefined>>[]): Limits {
  const read = (name: keyof Limits): number => {
    const value = sources.find((source) => source[name] !== undefined)?.[name] ?? defaults[name];
    if (!(value >= 0)) throw new TypeError(`${name}: expected a number from 0, got ${String(value)}`);
    return value;
  };
  return {
    attemptTimeoutMs: read('attemptTimeoutMs'),
    totalTimeoutMs: read('totalTimeoutMs'),
    maxRetries: read('maxRetries'),
  };
}

/** Throws a TypeError that names what is wrong, without repeating a key or a password. */
export function readUrl(given: string | URL): string {
  const text = String(given);
  if (!URL.canParse(text)) throw new TypeError('url: expected an http or https URL');
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError('url: expected an http or https URL');
  if (url.username || url.password) throw new TypeError('url: expected no user name and password');
  if (url.search || url.hash) throw new TypeError('url: expected no query and no fragment');
  return url.origin + url.pathname.replace(/\/+$/, '');
}

export function readKey(key: unknown): string {
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

/** 128 random bits. Not randomUUID: browsers have that on https pages only. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
