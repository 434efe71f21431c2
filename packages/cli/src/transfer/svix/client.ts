import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import { backoffMs } from '../../outbox/backoff.js';
import { version } from '../../version.js';
import { svixPage } from './models.js';

export interface SvixOptions {
  url: string;
  token: string;
  maxRetries: number;
  timeoutMs: number;
  signal: AbortSignal;
  onRetry: (message: string, delayMs: number) => void;
}

/** A call that is not tried again. */
export class SvixError extends Error {
  override readonly name = 'SvixError';

  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }
}

const pageSize = 250;
const maxDelayMs = 30_000;
/** A call with a longer Retry-After fails. */
const longestRetryAfterMs = 600_000;
const transientStatuses = new Set([429, 500, 502, 503, 504]);

/** Reads from Svix's API. Retries calls after temporary failures. */
export class SvixClient {
  constructor(private readonly options: SvixOptions) {}

  /** Throws a SvixError, or the signal's reason. */
  async get<T extends z.ZodType>(path: string, schema: T, query: Readonly<Record<string, string>> = {}) {
    for (let failures = 1; ; failures += 1) {
      const result = await this.#attempt(path, schema, query);
      if ('data' in result) return result.data;
      const { error, retryAfterMs = 0, isTransient } = result;
      const { maxRetries, signal, onRetry } = this.options;
      if (!isTransient || failures > maxRetries || retryAfterMs > longestRetryAfterMs || signal.aborted) throw error;
      const delayMs = backoffMs(failures, maxDelayMs, Math.random(), retryAfterMs);
      onRetry(error.message, delayMs);
      await sleep(delayMs, undefined, { signal });
    }
  }

  /** All items of a list, page by page. */
  async *list<T extends z.ZodType>(
    path: string,
    item: T,
    query: Readonly<Record<string, string>> = {},
  ): AsyncGenerator<z.output<T>, void, undefined> {
    let iterator: string | undefined;
    for (;;) {
      const given = { ...query, limit: String(pageSize), ...(iterator !== undefined && { iterator }) };
      const page = await this.get(path, svixPage(item), given);
      yield* page.data as z.output<T>[];
      if (page.done || page.iterator === undefined || page.iterator === null) return;
      iterator = page.iterator;
    }
  }

  async #attempt<T extends z.ZodType>(
    path: string,
    schema: T,
    query: Readonly<Record<string, string>>,
  ): Promise<{ data: z.output<T> } | Failure> {
    const { url, token, timeoutMs } = this.options;
    const call = `GET ${path}`;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url}${path}?${new URLSearchParams(query).toString()}`, {
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'user-agent': `postrider-cli/${version}`,
        },
        // The token is for this server alone.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (error) {
      return { error: new SvixError(`cannot reach Svix at ${url}: ${reasonOf(error)}`), isTransient: true };
    }
    const { status } = response;
    if (status === 200) {
      const { data, success } = schema.safeParse(parsed(text));
      if (success) return { data };
      return {
        error: new SvixError(`${call}: the response is not one of Svix's API: is the URL right?`),
        isTransient: false,
      };
    }
    return {
      error: new SvixError(`${call}: Svix responded with ${status}${detailOf(text)}`, status),
      isTransient: transientStatuses.has(status),
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()),
    };
  }
}

interface Failure {
  error: SvixError;
  isTransient: boolean;
  retryAfterMs?: number | undefined;
}

/** Of seconds or an HTTP date; undefined for anything else. */
function retryAfterMs(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Svix's errors have a `detail`, a text. */
function detailOf(text: string): string {
  const value = parsed(text);
  const detail = typeof value === 'object' && value !== null && 'detail' in value ? value.detail : undefined;
  return typeof detail === 'string' ? `: ${detail}` : '';
}

/** `fetch` says only that it failed. Its cause has the reason. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message === '' ? String((cause as NodeJS.ErrnoException).code) : cause.message;
}
