import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

import { freePort } from '@postrider/testing';

export type Responder = (socket: Socket, n: number) => void;

/** A TCP server for responses that no HTTP server would send. */
export class RawServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  /**
   * `respond` is called for each complete request; `n` counts those of the connection from 1. `connected` is called for each
   * new connection.
   */
  static async start(respond: Responder, connected?: (socket: Socket) => void): Promise<RawServer> {
    const server = new RawServer(await freePort(), respond, connected);
    server.#server.listen(server.port, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  private constructor(
    readonly port: number,
    respond: Responder,
    connected?: (socket: Socket) => void,
  ) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      let request = '';
      let n = 0;
      // The sender may close the connection at any time.
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        request += chunk.toString('latin1');
        if (!isComplete(request)) return;
        request = '';
        respond(socket, ++n);
      });
      connected?.(socket);
    });
  }

  url(path = '/'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

function isComplete(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  const [, length] = /^content-length: (\d+)\r$/im.exec(request) ?? [];
  return end !== -1 && request.length >= end + 4 + Number(length ?? 0);
}
