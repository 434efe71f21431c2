// A receiver of webhooks: WEBHOOK_SECRET=whsec_… PORT=4000 node examples/node.mjs

import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 4000);
const maxBodyBytes = 1024 * 1024;

const [, secret = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(process.env.WEBHOOK_SECRET ?? '') ?? [];
const key = Buffer.from(secret, 'base64');
// Anybody could sign with an empty key.
if (key.length === 0) throw new Error('WEBHOOK_SECRET: expected whsec_ and base64');

/** Whether Postrider signed this body within the last five minutes. `rawBody` is the unparsed body. */
function isGenuine(headers, rawBody) {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': list = '' } = headers;
  if (!/^\d{1,12}$/.test(timestamp) || !(Math.abs(Date.now() / 1000 - Number(timestamp)) < 300)) return false;
  const signatures = list.split(' ');
  if (signatures.length > 20) return false;
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest('base64');
  return signatures.some((signature) => isEqual(signature, `v1,${digest}`));
}

function isEqual(given, expected) {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Ids of handled events. In production, store them in your database, in the same transaction as the work. */
const done = new Set();

async function receive(request, response) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > maxBodyBytes) return; // Leaving the loop ends the connection.
    chunks.push(chunk);
  }
  const rawBody = Buffer.concat(chunks);
  if (!isGenuine(request.headers, rawBody)) {
    console.log('401  a request with a wrong signature');
    response.writeHead(401).end();
    return;
  }
  const { id, type, data } = JSON.parse(rawBody);
  if (done.has(id)) console.log('204 ', type, id, 'again');
  else console.log('204 ', type, id, JSON.stringify(data));
  done.add(id);
  response.writeHead(204).end();
}

createServer((request, response) => {
  // A broken connection must not end the process.
  receive(request, response).catch((error) => {
    console.error(String(error));
    response.writeHead(500).end();
  });
}).listen(port, () => console.log(`receiving at http://127.0.0.1:${port}`));
