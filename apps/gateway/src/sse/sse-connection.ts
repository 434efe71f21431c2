import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { ListenMessageName, LiveMessageName } from '@postrider/contracts';
import type { FastifyReply } from 'fastify';
import type { ApiError } from '../http/api-error.js';

export interface SseMessage {
  event: ListenMessageName | LiveMessageName;
  /** A client that reconnects sends the last one as `Last-Event-ID`. */
  id?: string | undefined;
  data: object;
}

const mediaType = 'text/event-stream';
/**
 * Clients reconnect after this time. EventSource takes it from the stream. It differs, because a gateway that stops ends
 * all its streams at once.
 */
const reconnectMs = (): number => 1_000 + Math.floor(Math.random() * 1_000);
/** A stopping gateway waits this long for a slow client to read its last message. */
const lingerMs = 1_000;

/** To a HEAD request: the headers of a connection. */
export function sendSseHead(reply: FastifyReply): void {
  void reply.type(mediaType).send();
}

/**
 * One response of server-sent events (WHATWG HTML, 9.2) with backpressure. Nest's own support buffers whatever its
 * Observable emits, also for a client that does not read.
 */
export class SseConnection {
  readonly #closed = new AbortController();
  readonly #response: ServerResponse;

  constructor(
    reply: FastifyReply,
    private readonly stallMs: number,
  ) {
    reply.hijack();
    const response = reply.raw;
    this.#response = response;
    response.on('close', () => {
      this.#closed.abort();
    });
    response.on('error', () => undefined);
    // The client may have disconnected earlier.
    if (response.destroyed || response.socket?.destroyed === true) this.#closed.abort();
    const headers = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
    response.writeHead(200, {
      ...(Object.fromEntries(headers) as Record<string, number | string | string[]>),
      'content-type': mediaType,
      // A stopping gateway waits for kept-alive connections.
      connection: 'close',
      // Proxies of the nginx family buffer otherwise.
      'x-accel-buffering': 'no',
    });
    response.write(`retry: ${String(reconnectMs())}\n\n`);
  }

  /** Aborted when the client has disconnected or the connection has ended. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  get isStalled(): boolean {
    return this.#response.writableNeedDrain;
  }

  /** Runs `callback` once the connection is closed: now if it is already. */
  onClose(callback: () => void): void {
    if (this.closed.aborted) callback();
    else this.closed.addEventListener('abort', callback, { once: true });
  }

  /** Runs `beat` again and again until the connection is closed, but not while the client does not read. */
  every(ms: number, beat: () => void): void {
    const timer = setInterval(() => {
      if (!this.isStalled) beat();
    }, ms);
    this.onClose(() => {
      clearInterval(timer);
    });
  }

  /** Resolves when the client can take more. Disconnects a client that does not read for `stallMs`. */
  async send(message: SseMessage): Promise<void> {
    if (this.#isOver || this.#response.write(textOf(message))) return;
    const signal = AbortSignal.any([this.closed, AbortSignal.timeout(this.stallMs)]);
    await once(this.#response, 'drain', { signal }).catch(() => this.#response.destroy());
  }

  /** Sends a comment, which shows clients and proxies that the connection is alive. */
  keepAlive(): void {
    if (!this.#isOver) this.#response.write(': keep-alive\n\n');
  }

  /** Ends the connection, with an `end` message that gives the reason. Does not wait for the client to read. */
  end(reason?: ApiError): void {
    if (this.#response.writableEnded || this.#response.destroyed) return;
    this.#response.end(reason && textOf({ event: 'end', data: reason.body }));
    if (this.#response.writableLength > 0) {
      setTimeout(() => this.#response.destroy(), Math.min(this.stallMs, lingerMs)).unref();
    }
    this.#closed.abort();
  }

  get #isOver(): boolean {
    return this.closed.aborted || this.#response.writableEnded;
  }
}

function textOf({ event, id, data }: SseMessage): string {
  // JSON without indentation has no line breaks.
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
