import { setTimeout as pause } from 'node:timers/promises';
import { PostriderError } from '@postrider/sdk';
import type { Connection } from '../connection.js';
import type { ListenedRequest } from './forward.js';
import { readMessages } from './message-stream.js';
import { RecentIds } from './recent-ids.js';

export interface Ready {
  endpoint_id: string | null;
  /** Null where the endpoint's own secrets sign. */
  signing_secret: string | null;
}

export interface StreamHandlers {
  /** Each time that the stream is there. */
  onReady: (ready: Ready) => void;
  /** The stream waits for it. */
  onRequest: (request: ListenedRequest) => Promise<void>;
  /** The stream has broken, and is opened again after `seconds`. */
  onBreak: (reason: string, seconds: number) => void;
}

const path = '/manage/v1/webhooks/listen';
/** Four heartbeats. */
const silenceMs = 60_000;
const longestPauseMs = 30_000;
/** Far more than the server sends again after a break. */
const remembered = 100_000;

/**
 * Listens until `signal` aborts, over as many connections as that takes: behind the last message that was handled, and
 * each event once. Throws a PostriderError where going on is pointless, and where the first connection fails.
 */
export class EventStream {
  readonly #seen = new RecentIds(remembered);
  #lastEventId: string | undefined;
  /** The least id of the first connection. A resumed stream goes back behind it, to what was before the listening. */
  #firstId: string | undefined;
  #wasReady = false;
  #failures = 0;

  constructor(
    private readonly connection: Connection,
    private readonly query: URLSearchParams,
    private readonly handlers: StreamHandlers,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const reason = await this.#connection(signal);
      if (reason === undefined) return;
      const seconds = pauseSeconds(this.#failures, reason, Math.random());
      this.#failures += 1;
      this.handlers.onBreak(reason.message, seconds);
      await pause(seconds * 1000, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Why the connection has ended; undefined where `signal` ended it. */
  async #connection(signal: AbortSignal): Promise<Error | undefined> {
    const abort = new AbortController();
    const onAbort = (): void => {
      abort.abort();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const isFirst = this.#lastEventId === undefined;
      const body = await this.#open(abort.signal);
      for await (const { event, id, data } of readMessages(body, silenceMs)) {
        if (isFirst) this.#firstId = lesser(this.#firstId, id);
        else if (event === 'webhook' && this.#isFromBefore(id)) continue;
        await this.#handle(event, data);
        this.#lastEventId = id ?? this.#lastEventId;
      }
      return new Error('the server closed the stream');
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!this.#wasReady || isFinal(error)) throw error;
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      signal.removeEventListener('abort', onAbort);
      abort.abort();
    }
  }

  /** Ids sort by the time they were made. */
  #isFromBefore(id: string | undefined): boolean {
    return id !== undefined && this.#firstId !== undefined && id < this.#firstId;
  }

  async #handle(event: string | undefined, data: string): Promise<void> {
    if (event === 'ready') {
      this.#wasReady = true;
      this.#failures = 0;
      this.handlers.onReady(JSON.parse(data) as Ready);
    } else if (event === 'webhook') {
      const request = JSON.parse(data) as ListenedRequest;
      if (this.#seen.add(request.headers['webhook-id'] ?? '')) await this.handlers.onRequest(request);
    } else if (event === 'end') {
      throw refusal(undefined, JSON.parse(data), undefined);
    }
  }

  async #open(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { url, key } = this.connection;
    const query = this.query.size === 0 ? '' : `?${this.query.toString()}`;
    const headers = {
      accept: 'text/event-stream',
      authorization: `Bearer ${key}`,
      ...(this.#lastEventId !== undefined && { 'last-event-id': this.#lastEventId }),
    };
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}${query}`, { headers, signal }).catch(
      (error: unknown) => {
        throw unreachable(url, error);
      },
    );
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (response.status === 200 && isStream && response.body) return response.body as ReadableStream<Uint8Array>;
    const answer = await response.json().catch(() => undefined);
    throw refusal(response.status, answer, Number(response.headers.get('retry-after') ?? NaN));
  }
}

function lesser(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** Nothing that another attempt would change. */
const isFinal = (error: unknown): boolean =>
  error instanceof PostriderError && !isPassing(error) && error.code !== 'connection_failed';

/** A gateway that stops, a proxy that waits for it, a limit. */
const isPassing = ({ status, type }: PostriderError): boolean =>
  type === 'service_unavailable' || type === 'rate_limited' || type === 'internal_error' || (status ?? 0) >= 500;

function pauseSeconds(failures: number, reason: Error, random: number): number {
  const asked = reason instanceof PostriderError ? (reason.retryAfterSeconds ?? 0) : 0;
  const ceiling = Math.min(longestPauseMs, 1000 * 2 ** failures);
  return Math.max(asked, Math.round((ceiling / 2) * (1 + random)) / 1000);
}

function refusal(status: number | undefined, body: unknown, retryAfter: number | undefined): PostriderError {
  const made = { request: `GET ${path}`, attempts: 1, status };
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : undefined;
  const { error } = (body ?? {}) as { error?: ConstructorParameters<typeof PostriderError>[0] };
  if (typeof error?.code === 'string' && typeof error.message === 'string') {
    return new PostriderError({ ...error, ...made, retryAfterSeconds });
  }
  const message = `the server answered ${String(status)}, but not as Postrider does`;
  return new PostriderError({ ...made, type: 'connection_error', code: 'unexpected_response', message });
}

function unreachable(url: string, error: unknown): PostriderError {
  return new PostriderError({
    type: 'connection_error',
    code: 'connection_failed',
    message: `${url} cannot be reached: ${reasonOf(error)}`,
    request: `GET ${path}`,
    attempts: 1,
  });
}

/** `fetch` says only that it failed; what it was is behind that, and may have nothing but a code. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  if (!(cause instanceof Error)) return message;
  return cause.message === '' ? String((cause as NodeJS.ErrnoException).code) : cause.message;
}
