import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Pool } from 'pg';
import { metricsText } from './metrics.js';
import type { Relay } from './relay.js';
import { readLag, type Lag } from './rows.js';

export interface MetricsAddress {
  host: string;
  port: number;
}

/** Serves `/metrics`, `/health/live` and `/health/ready`. */
export class MetricsServer {
  readonly #server: Server;
  #lag: Promise<Lag | undefined> | undefined;

  constructor(
    private readonly relay: Relay,
    private readonly pool: Pool,
    private readonly table: string,
  ) {
    this.#server = createServer((request, response) => {
      void this.#respond(request.url ?? '').then(([status, type, body]) => {
        response.writeHead(status, { 'content-type': type }).end(body);
      });
    });
  }

  /** Rejects if the address is in use. */
  async start({ host, port }: MetricsAddress): Promise<void> {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #respond(url: string): Promise<[status: number, type: string, body: string]> {
    const { problem, counts } = this.relay;
    switch (url.split('?')[0]) {
      case '/metrics':
        return [200, 'text/plain; version=0.0.4; charset=utf-8', metricsText(counts, await this.#readLag())];
      case '/health/live':
        return [200, 'application/json', '{"status":"ok"}'];
      case '/health/ready':
        return problem === undefined
          ? [200, 'application/json', '{"status":"ok"}']
          : [503, 'application/json', JSON.stringify({ status: 'error', reason: problem })];
      default:
        return [404, 'text/plain', 'not found\n'];
    }
  }

  /** Scrapes at the same time share a query. */
  #readLag(): Promise<Lag | undefined> {
    this.#lag ??= readLag(this.pool, this.table)
      .catch(() => undefined)
      .finally(() => {
        this.#lag = undefined;
      });
    return this.#lag;
  }
}
