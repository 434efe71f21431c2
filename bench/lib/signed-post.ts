/** The ceiling of sending: signed requests by bare undici, nothing stored. */
import { generateSecret, signatureHeaders } from '@postrider/domain';
import { Agent, request } from 'undici';
import { answerParent } from './child.ts';
import { clock } from './figures.ts';

interface SignedPosts {
  url: string;
  requests: number;
  concurrency: number;
  body: string;
}

const secrets = [generateSecret()];

answerParent(async ({ url, requests, concurrency, body }: SignedPosts) => {
  const dispatcher = new Agent({ connections: concurrency });
  let next = 0;
  const startedAt = clock();
  const worker = async (): Promise<void> => {
    while (next < requests) {
      const id = `evt_${String(next++)}`;
      const timestamp = Math.floor(Date.now() / 1000);
      const headers = {
        'content-type': 'application/json',
        ...signatureHeaders({ secrets, id, timestamp, body, attempt: 1 }),
      };
      const response = await request(url, { method: 'POST', headers, body, dispatcher });
      await response.body.dump();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const perSecond = (requests / (clock() - startedAt)) * 1_000;
  await dispatcher.close();
  return { perSecond };
});
