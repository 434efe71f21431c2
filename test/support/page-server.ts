import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

import { build } from 'esbuild';

/** A page with the SDK on an origin of its own: `globalThis.Postrider` is the client. */
export class PageServer {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<PageServer> {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { Postrider } from '@postrider/sdk'; globalThis.Postrider = Postrider;`,
        resolveDir: resolve('test'),
      },
      bundle: true,
      platform: 'browser',
      format: 'iife',
      write: false,
    });
    const script = outputFiles[0]?.text ?? '';
    const page = `<!doctype html><title>App</title><link rel="icon" href="data:,"><script>${script}</script>`;
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new PageServer(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
