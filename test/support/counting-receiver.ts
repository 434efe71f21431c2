import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver on loopback that accepts everything and keeps ids only, since a million requests would not fit in memory. */
export class CountingReceiver {
  /** Different values of `webhook-id`. */
  readonly ids = new Set<string>();
  #requests = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#requests += 1;
      this.ids.add(String(request.headers['webhook-id']));
      request.resume().on('end', () => response.end());
    });
  }

  static async start(): Promise<CountingReceiver> {
    const receiver = new CountingReceiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get requests(): number {
    return this.#requests;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
