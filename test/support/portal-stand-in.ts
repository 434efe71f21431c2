import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

import { build } from 'esbuild';

import { checkout } from '../deploy/checkout.js';

/** Stands for the page of the portal: says that it is there, shows what it gets, and does what `act` asks for. */
const portalPage = `<!doctype html><title>Portal</title><pre id="got"></pre><script>
  const say = (message) => parent.postMessage(message, '*');
  window.say = say;
  addEventListener('message', ({ source, data }) => {
    if (source === parent) got.textContent += JSON.stringify(data) + '\\n';
  });
  say({ type: 'postrider-portal:ready' });
</script>`;

/** A page of a platform with `embed()`, which adds the element, and records what happens. */
const platformScript = `
  import { PostriderPortalElement } from '@postrider/portal';
  window.calls = 0;
  window.failures = 0;
  window.events = [];
  window.delay = 0;
  window.session = () => ({ url: window.portal + '#token=pst_secret_' + calls, token: 'pst_secret_' + calls });
  window.fetchToken = async () => {
    calls += 1;
    if (calls <= failures) throw new Error('the server is away');
    const { session } = window;
    await new Promise((done) => setTimeout(done, delay));
    return session();
  };
  window.embed = (attributes = {}) => {
    const element = document.createElement('postrider-portal');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    for (const name of ['ready', 'renew', 'error'])
      element.addEventListener(name, (event) => events.push(name + (event.message ? ': ' + event.message : '')));
    element.fetchToken = fetchToken;
    document.body.append(element);
    window.element = element;
  };
  window.embed.element = PostriderPortalElement;
`;

export interface StandIn {
  /** On \`localhost\`: another site than the portal's, as far as browsers are concerned. */
  readonly platform: string;
  readonly portal: string;
  /** Paths with their queries that the portal was asked for. */
  readonly asked: string[];
  stop: () => Promise<void>;
}

/** Starts a platform and a portal. The page at /refused of the portal may be embedded nowhere. */
export async function startStandIn(): Promise<StandIn> {
  const script = await platformBundle();
  const asked: string[] = [];
  const portal = await listen((path) => {
    asked.push(path);
    const isRefused = path.startsWith('/refused');
    return [portalPage, 'text/html', isRefused ? "frame-ancestors 'none'" : 'frame-ancestors *'];
  });
  const html = `<!doctype html><title>Platform</title><body><script type="module" src="/page.js"></script>`;
  const policy = `default-src 'none'; script-src 'self' 'unsafe-eval'; frame-src ${portal.origin('127.0.0.1')}`;
  const platform = await listen((path) =>
    path === '/page.js' ? [script, 'text/javascript', policy] : [html, 'text/html', policy],
  );
  return {
    platform: platform.origin('localhost'),
    portal: portal.origin('127.0.0.1'),
    asked,
    stop: async () => {
      await Promise.all([platform.stop(), portal.stop()]);
    },
  };
}

async function platformBundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: platformScript, resolveDir: checkout },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}

interface Listening {
  origin: (host: string) => string;
  stop: () => Promise<void>;
}

async function listen(
  respond: (path: string) => readonly [body: string, type: string, policy: string],
): Promise<Listening> {
  const server: Server = createServer(({ url = '/' }, response) => {
    if (url === '/favicon.ico') return response.writeHead(204).end();
    const [body, type, policy] = respond(url);
    return response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
  });
  await promisify((done: () => void) => server.listen(0, '127.0.0.1', done))();
  const { port } = server.address() as AddressInfo;
  return {
    origin: (host) => `http://${host}:${port}`,
    stop: () => {
      server.closeAllConnections();
      return promisify(server.close.bind(server))();
    },
  };
}
