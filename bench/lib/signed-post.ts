/**
 * The ceiling for deliveries: signed requests by bare undici, nothing stored. It signs with Node's crypto and not with
 * Postrider's code, so that the ceiling does not depend on Postrider.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { Agent, request } from 'undici';
import { replyToParent } from './child.ts';
import { clock } from './figures.ts';

interface SignedPosts {
  url: string;
  requests: number;
  concurrency: number;
  body: string;
}

const key = randomBytes(32);
const secret = `whsec_${key.toString('base64')}`;

function signedHeaders(id: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'x-modelux-signature': createHmac('sha256', secret).update(body).digest('hex'),
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

replyToParent(async ({ url, requests, concurrency, body }: SignedPosts) => {
  const dispatcher = new Agent({ connections: concurrency });
  let next = 0;
  const startedAt = clock();
  const worker = async (): Promise<void> => {
    while (next < requests) {
      const headers = signedHeaders(`evt_${String(next++)}`, body);
      const response = await request(url, { method: 'POST', headers, body, dispatcher });
      await response.body.dump();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const perSecond = (requests / (clock() - startedAt)) * 1_000;
  await dispatcher.close();
  return { perSecond };
});
