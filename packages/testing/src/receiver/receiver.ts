import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../free-port.js';
import { type ReceivedRequest, readRequest } from './received-request.js';
import { RequestWaiters } from './request-waiters.js';

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly delayMs?: number;
}

/** 'hang' never responds; 'reset' resets the connection. */
export type Behavior = Reply | 'hang' | 'reset';

/** `n` counts the requests to the path from 1. */
export type Responder = (request: ReceivedRequest, n: number) => Behavior | Promise<Behavior>;

/** A webhook receiver on loopback that records requests and responds as configured. */
export class Receiver {
  readonly requests: ReceivedRequest[] = [];
  readonly #responders = new Map<string, Responder>();
  readonly #counts = new Map<string, number>();
  readonly #waiters = new RequestWaiters(this.requests);
  readonly #server: Server;

  /** The port stays known after the receiver has stopped, for connections that are refused. */
  static async start({ port }: { readonly port?: number } = {}): Promise<Receiver> {
    const receiver = new Receiver(port ?? (await freePort()));
    receiver.#server.listen(receiver.port, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  private constructor(readonly port: number) {
    this.#server = createServer((message, response) => {
      // The sender may close the connection at any time.
      this.#receive(message, response).catch(() => response.destroy());
    });
  }

  url(path = '/'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Sets the behavior of a path. Default: status 200. */
  on(path: string, behavior: Behavior | Responder): this {
    this.#responders.set(path, typeof behavior === 'function' ? behavior : () => behavior);
    return this;
  }

  requestsTo(path: string): ReceivedRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  /** Waits for a number of requests, or for one that satisfies the predicate. */
  waitFor(count: number, options?: { readonly timeoutMs?: number }): Promise<ReceivedRequest[]>;
  waitFor(
    predicate: (request: ReceivedRequest) => boolean,
    options?: { readonly timeoutMs?: number },
  ): Promise<ReceivedRequest>;
  waitFor(
    wanted: number | ((request: ReceivedRequest) => boolean),
    { timeoutMs = 10_000 }: { readonly timeoutMs?: number } = {},
  ): Promise<ReceivedRequest | ReceivedRequest[]> {
    return typeof wanted === 'number' ? this.#waiters.count(wanted, timeoutMs) : this.#waiters.match(wanted, timeoutMs);
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #receive(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message);
    const n = (this.#counts.get(request.path) ?? 0) + 1;
    this.#counts.set(request.path, n);
    this.requests.push(request);
    this.#waiters.notify(request);

    const behavior = (await this.#responders.get(request.path)?.(request, n)) ?? { status: 200 };
    if (behavior === 'hang') return;
    if (behavior === 'reset') {
      message.socket.resetAndDestroy();
      return;
    }
    if (behavior.delayMs !== undefined) await sleep(behavior.delayMs, undefined, { ref: false });
    response.writeHead(behavior.status, behavior.headers).end(behavior.body);
  }
}
