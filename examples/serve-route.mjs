// Serves the route handler: WEBHOOK_SECRET=whsec_… PORT=4000 node examples/serve-route.mjs

import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { POST } from './next-route.mjs';

const port = Number(process.env.PORT ?? 4000);

async function serve(incoming, outgoing) {
  const { method, headers, url } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {};
  const response = await POST(new Request(new URL(url, `http://127.0.0.1:${port}`), { method, headers, ...body }));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(new Uint8Array(await response.arrayBuffer()));
}

createServer((incoming, outgoing) => {
  serve(incoming, outgoing).catch((error) => {
    console.error(String(error));
    outgoing.writeHead(500).end();
  });
}).listen(port, () => console.log(`receiving at http://127.0.0.1:${port}/hook`));
