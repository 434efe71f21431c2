import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { ListenMessageName, LiveMessageName } from '@postrider/contracts';

export interface Message {
  event: ListenMessageName | LiveMessageName;
  /** What the client names in `Last-Event-ID` when it comes again. */
  id?: string;
  data: object;
}

/** How soon a client may come again; a browser's EventSource goes by it. */
const reconnectMs = 1_000;

/**
 * One stream of server-sent events (WHATWG HTML, 9.2), which takes no more than its client does. Not Nest's own: that
 * writes whatever an Observable emits, however much a client leaves unread.
 */
export class ServerSentEvents {
  readonly #closed = new AbortController();

  constructor(
    private readonly response: ServerResponse,
    private readonly stallMs: number,
  ) {
    response.on('close', () => {
      this.#closed.abort();
    });
    response.on('error', () => undefined);
    // The client went before we listened.
    if (response.destroyed || response.socket?.destroyed === true) this.#closed.abort();
  }

  /** Aborted when the client is gone, or the stream has ended. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  get isStalled(): boolean {
    return this.response.writableNeedDrain;
  }

  open(headers: Readonly<Record<string, number | string | string[] | undefined>>): void {
    const given = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    this.response.writeHead(200, {
      ...(Object.fromEntries(given) as Record<string, number | string | string[]>),
      'content-type': 'text/event-stream',
      // A stopping gateway waits for connections that are kept.
      connection: 'close',
      // Proxies of the nginx family would keep messages back.
      'x-accel-buffering': 'no',
    });
    this.response.write(`retry: ${String(reconnectMs)}\n\n`);
  }

  /** Resolves when the client can take more; a client that takes nothing for too long is hung up on. */
  async send(message: Message): Promise<void> {
    if (this.closed.aborted || this.response.writableEnded) return;
    if (this.response.write(textOf(message))) return;
    const signal = AbortSignal.any([this.closed, AbortSignal.timeout(this.stallMs)]);
    await once(this.response, 'drain', { signal }).catch(() => this.response.destroy());
  }

  /** A comment, by which both ends and proxies between them know that the stream is alive. */
  keepAlive(): void {
    if (!this.closed.aborted && !this.response.writableEnded) this.response.write(': keep-alive\n\n');
  }

  /** With the last message, if there is one. Nobody waits for a client that reads nothing. */
  end(message?: Message): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.response.end(message && textOf(message));
    if (this.response.writableLength > 0) {
      setTimeout(() => this.response.destroy(), Math.min(this.stallMs, lingerMs)).unref();
    }
    this.#closed.abort();
  }
}

/** A stopping gateway waits for this long at most until a slow client has read its last message. */
const lingerMs = 1_000;

function textOf({ event, id, data }: Message): string {
  // JSON has no line breaks but those that it is indented with.
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
