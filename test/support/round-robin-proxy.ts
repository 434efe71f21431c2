import { once } from 'node:events';
import {
  Agent,
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Service } from '@postrider/testing';

const checkPauseMs = 100;

/**
 * A load balancer: sends each request to the next gateway whose last readiness check was 200, over connections that it keeps
 * alive. It repeats no request. A request that fails between it and the gateway gets 502, and 503 if no gateway is ready.
 */
export class RoundRobinProxy {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #ready = new Set<Service>();
  readonly #server: Server;
  readonly #closing = new AbortController();
  readonly #checks: Promise<void>;
  #next = 0;

  private constructor(gateways: readonly Service[]) {
    this.#server = createServer((incoming, outgoing) => {
      this.#forward(incoming, outgoing);
    });
    // A client could send its next call while a connection that was idle is closed.
    this.#server.keepAliveTimeout = 0;
    this.#checks = Promise.all(gateways.map((gateway) => this.#check(gateway))).then(() => undefined);
  }

  /** Resolves when the proxy listens. Wait until `isReady` before the first request. */
  static async start(gateways: readonly Service[], port = 0): Promise<RoundRobinProxy> {
    const proxy = new RoundRobinProxy(gateways);
    proxy.#server.listen(port, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  isReady(gateway: Service): boolean {
    return this.#ready.has(gateway);
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#checks;
    this.#server.closeAllConnections();
    this.#server.close();
    this.#agent.destroy();
  }

  async #check(gateway: Service): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const isReady = await gateway.health().then(
        ({ code }) => code === 200,
        () => false,
      );
      if (isReady) this.#ready.add(gateway);
      else this.#ready.delete(gateway);
      await new Promise((resolve) => setTimeout(resolve, checkPauseMs));
    }
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const gateway = [...this.#ready][this.#next++ % this.#ready.size];
    if (!gateway) {
      outgoing.writeHead(503).end('no gateway is ready');
      return;
    }
    const { method, url, headers } = incoming;
    const options = { method, headers: withoutHop(headers), agent: this.#agent };
    const upstream = request(new URL(url ?? '/', gateway.url), options);
    upstream.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 502, withoutHop(response.headers));
      response.pipe(outgoing);
      response.on('error', () => outgoing.destroy());
    });
    upstream.on('error', (error) => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end(`${gateway.url}: ${error.message}`);
    });
    incoming.pipe(upstream);
  }
}

/** Without the headers of one connection: those of the next are its own. */
function withoutHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _, 'keep-alive': __, ...others } = headers;
  return others;
}
