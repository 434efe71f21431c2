import type { components } from '../generated/openapi.js';
import { apiErrorOf, PostriderError } from './errors.js';
import { parseJson } from './attempt.js';
import type { OnRetry } from './options.js';
import { path } from './path.js';
import { RecentIds } from './recent-ids.js';
import { isTransient, pause, retryDelay } from './retry.js';
import { readServerSentEvents, type ServerSentEvent } from './server-sent-events.js';
import type { Transport } from './transport.js';

export interface ListenOptions {
  /** Event types, or prefixes such as `budget.*`. Default: all. */
  event_types?: readonly string[] | undefined;
  /** Only the events of this customer: its id (`cus_…`) or its `uid`. */
  customer?: string | undefined;
  /** Listens to what this endpoint gets, signed with its secrets. */
  endpoint_id?: string | undefined;
  /** Ends the iteration. */
  signal?: AbortSignal | undefined;
  /** The `id` of the last message that was handled, to continue after it. It may repeat events of the 30 s before it. */
  lastEventId?: string | undefined;
  /** Called before each delay, with the reason why the connection was lost. */
  onRetry?: OnRetry | undefined;
}

/** The stream is connected. It comes again after each reconnection. */
export interface ListenReady {
  event: 'ready';
  endpoint_id: string | null;
  /** The listener's own secret, the same for each stream with this API key; null if an endpoint's secrets sign. */
  signing_secret: string | null;
}

/** The request that a receiver gets. */
export interface ListenWebhook {
  event: 'webhook';
  /** Postrider's id of the event: pass it as `lastEventId`. */
  id: string;
  /** The `webhook-id`: the producer's own id, or Postrider's. */
  event_id: string;
  event_type: string;
  headers: components['schemas']['ListenedRequest']['headers'];
  body: string;
}

export type ListenMessage = ListenReady | ListenWebhook;

/** Four heartbeats of the server. */
const silenceMs = 60_000;
const backoff = { baseMs: 1_000, maxMs: 30_000 };
/** The server repeats far fewer events after a reconnection. */
const recentEvents = 100_000;

export async function* listen(
  transport: Transport,
  options: ListenOptions,
): AsyncGenerator<ListenMessage, void, undefined> {
  const { signal, onRetry } = options;
  const position = new Position(options.lastEventId);
  let failures = 0;
  let wasReady = false;
  while (!signal?.aborted) {
    try {
      for await (const message of connection(transport, options, position)) {
        if (message.event === 'ready') {
          wasReady = true;
          failures = 0;
        }
        yield message;
      }
      throw new Error('the server closed the stream');
    } catch (error) {
      if (signal?.aborted) return;
      if (!wasReady || isFinal(error)) throw error;
      failures += 1;
      const retryAfter = error instanceof PostriderError ? error.retryAfterSeconds : undefined;
      // A busy server sends the same short Retry-After each time.
      const delayMs = Math.max(
        retryDelay(failures, undefined, Math.random(), backoff),
        retryDelay(failures, retryAfter, Math.random(), backoff),
      );
      onRetry?.(error as Error, delayMs);
      await pause(delayMs, signal).catch(() => undefined);
    }
  }
}

/** One connection, from the position on. */
async function* connection(
  transport: Transport,
  { event_types, customer, endpoint_id, signal }: ListenOptions,
  position: Position,
): AsyncGenerator<ListenMessage, void, undefined> {
  const { lastEventId } = position;
  const isResumed = lastEventId !== undefined;
  const body = await transport.open({
    path: path`/listen`,
    query: { event_types: event_types?.join(','), customer, endpoint_id },
    headers: isResumed ? { 'last-event-id': lastEventId } : {},
    signal,
  });
  for await (const sent of readServerSentEvents(body, { silenceMs, signal })) {
    const message = messageOf(sent);
    if (message && position.isNew(message, isResumed)) yield message;
    position.advance(sent.id, isResumed);
  }
}

function messageOf({ event, id = '', data }: ServerSentEvent): ListenMessage | undefined {
  const value = parseJson(data);
  if (event === 'ready') return { event, ...(value as Omit<ListenReady, 'event'>) };
  if (event === 'webhook') return { event, id, ...(value as Omit<ListenWebhook, 'event' | 'id'>) };
  const error = event === 'end' ? apiErrorOf(value) : undefined;
  if (error) throw new PostriderError({ ...error, request: 'GET /manage/v1/webhooks/listen', attempts: 1 });
  return undefined;
}

/** The last message that was handled, and the events that a reconnection would repeat. */
class Position {
  readonly #recent = new RecentIds(recentEvents);
  /** The lowest id of the first connection. A reconnection repeats events from before it. */
  #firstId: string | undefined;

  constructor(public lastEventId: string | undefined) {}

  isNew(message: ListenMessage, isResumed: boolean): boolean {
    if (message.event === 'ready') return true;
    if (isResumed && this.#firstId !== undefined && message.id < this.#firstId) return false;
    return this.#recent.add(message.id);
  }

  advance(id: string | undefined, isResumed: boolean): void {
    if (id === undefined) return;
    // Ids sort by time. A replay of older events must not move the position back.
    if (this.lastEventId === undefined || id > this.lastEventId) this.lastEventId = id;
    if (!isResumed && (this.#firstId === undefined || id < this.#firstId)) this.#firstId = id;
  }
}

/** A connection that would be refused again. */
const isFinal = (error: unknown): boolean =>
  error instanceof PostriderError &&
  !isTransient(error) &&
  error.type !== 'internal_error' &&
  (error.status === undefined || error.status < 500);
