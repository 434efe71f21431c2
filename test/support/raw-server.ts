import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

import { freePort } from '@postrider/testing';

export type Answer = (socket: Socket, n: number) => void;

/** Talks to whoever connects byte by byte, for answers that no HTTP server would give. */
export class RawServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  /**
   * `answer` is called whenever a whole request has come in; `n` counts those of the connection from 1. `connected` is
   * called with a connection as it is made, before anything has come in.
   */
  static async start(answer: Answer, connected?: (socket: Socket) => void): Promise<RawServer> {
    const server = new RawServer(await freePort(), answer, connected);
    server.#server.listen(server.port, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  private constructor(
    readonly port: number,
    answer: Answer,
    connected?: (socket: Socket) => void,
  ) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      let request = '';
      let n = 0;
      // The sender may hang up at any moment; that is what most of these tests are about.
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        request += chunk.toString('latin1');
        if (!isComplete(request)) return;
        request = '';
        answer(socket, ++n);
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
