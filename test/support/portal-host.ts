import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A platform's page that embeds the portal, as little of one as speaks with it. It gives a session whenever asked. */
export class PortalHost {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** `newSession` is called for each session; `says` is what the page says of theme, language and texts. */
  static async start(newSession: () => Promise<{ url: string }>, says: object): Promise<PortalHost> {
    const server = createServer((request, response) => {
      if (request.url !== '/session') {
        response.setHeader('content-type', 'text/html').end(page(says));
        return;
      }
      void newSession().then((session) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(session));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PortalHost(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const page = (says: object): string => `<!doctype html><title>Platform</title><link rel="icon" href="data:,">
<iframe style="width: 100%; height: 300px; border: 0"></iframe>
<script>
  const frame = document.querySelector('iframe');
  const newSession = async () => (await fetch('/session')).json();
  addEventListener('message', async ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    if (data.type === 'postrider-portal:height') {
      frame.style.height = data.height + 'px';
      return;
    }
    const { url, token } = await newSession();
    source.postMessage({ type: 'postrider-portal:session', token, ...${JSON.stringify(says)} }, new URL(url).origin);
  });
  newSession().then(({ url }) => {
    frame.src = url.split('#')[0];
  });
</script>`;
