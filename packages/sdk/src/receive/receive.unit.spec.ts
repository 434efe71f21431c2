import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { WebhookEvent } from '../verify/verify.js';
import type { Refused } from './refusal.js';
import { expressAfterParser, nestWithoutRawBody, receivers, type Start } from './receivers.fixture.spec.js';

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
const secret = newSecret();
const retiring = newSecret();
// Spaces, an escape and a number that parsing and serializing would spell otherwise.
const body =
  '{ "id":"evt_1", "type":"budget.exceeded", "timestamp":"2026-11-23T12:00:00.000Z", "data":{"name":"Zo\\u00eb ß","usd":1.0} }';
const event = JSON.parse(body) as WebhookEvent;
const maxBodyBytes = 2000;

const signed = (text = body, key = secret): Record<string, string> => {
  const now = new Date();
  return {
    'content-type': 'application/json',
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign('evt_1', now, text),
  };
};

const handled: WebhookEvent[] = [];
const refused: Refused[] = [];
let failing = false;

const handle = async (received: WebhookEvent): Promise<void> => {
  await Promise.resolve();
  if (failing) throw new Error('the database is away');
  handled.push(received);
};

let running: Awaited<ReturnType<Start>>;

const send = (headers: Record<string, string>, text: string | ReadableStream = body): Promise<Response> =>
  fetch(`${running.url}/hook`, { method: 'POST', headers, body: text, duplex: 'half' });

/** Without a content-length. */
const inChunks = (text: string): ReadableStream =>
  new ReadableStream({
    start(controller) {
      for (const part of text.match(/[^]{1,700}/g) ?? []) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });

async function jsonOf(response: Response): Promise<unknown> {
  expect(response.headers.get('content-type')).toMatch(/^application\/json\b/);
  const text = await response.text();
  expect(text.length).toBeLessThan(300);
  return JSON.parse(text);
}

beforeEach(() => {
  handled.length = 0;
  refused.length = 0;
  failing = false;
});

describe.each(Object.entries(receivers))('%s', (name, start) => {
  beforeAll(async () => {
    const onRefused = async (reason: Refused): Promise<void> => {
      await Promise.resolve();
      refused.push(reason);
    };
    running = await start({ secret: [secret, retiring], maxBodyBytes, onRefused }, handle);
  });
  afterAll(async () => {
    await running.stop();
  });

  it('passes a genuine event to the handler, and responds with 204', async () => {
    const response = await send(signed());
    expect({ status: response.status, text: await response.text() }).toEqual({ status: 204, text: '' });
    expect(handled).toEqual([event]);
  });

  it('reads a body that comes in parts', async () => {
    const long = body.replace('Zo', 'Z'.repeat(1600));
    expect((await send(signed(long), inChunks(long))).status).toBe(204);
    expect(handled).toEqual([JSON.parse(long)]);
  });

  it('accepts a signature by the previous secret', async () => {
    expect((await send(signed(body, retiring))).status).toBe(204);
    expect(handled).toEqual([event]);
  });

  it('responds with 401 to a wrong signature, another body, and no signature', async () => {
    const { 'webhook-signature': _, ...unsigned } = signed();
    const responses = [
      await send(signed(body, newSecret())),
      await send(signed(), body.replace('1.0', '9.0')),
      await send(unsigned),
    ];
    for (const response of responses) {
      expect(response.status).toBe(401);
      expect(JSON.stringify(await jsonOf(response))).toMatch(/signature/);
    }
    expect(handled).toEqual([]);
  });

  it('reports a refused request to onRefused, and no other', async () => {
    await send(signed());
    expect(refused).toEqual([]);
    await send(signed(body, newSecret()));
    expect(refused).toEqual([
      { status: 401, code: 'wrong_signature', message: expect.stringContaining('another secret') as unknown },
    ]);
  });

  it('responds with 401 to a recorded request without the standard headers', async () => {
    const modelux = createHmac('sha256', secret).update(body).digest('hex');
    const response = await send({ 'content-type': 'application/json', 'x-modelux-signature': modelux });
    expect(response.status).toBe(401);
    expect(JSON.stringify(await jsonOf(response))).toContain('webhook-signature: expected this header');
    expect(handled).toEqual([]);
  });

  it('responds with 400 to a malformed signature, and to a signed body that is not an event', async () => {
    const noEvent = '{"hello": "world"}';
    const responses = [
      await send({ ...signed(), 'webhook-signature': 'v2,abc' }),
      await send(signed(noEvent), noEvent),
    ];
    for (const response of responses) {
      expect(response.status).toBe(400);
      await jsonOf(response);
    }
    // If a parser comes first, the response is the parser's.
    expect((await send(signed('{'), '{')).status).toBe(400);
    expect(handled).toEqual([]);
  });

  it('responds with 413 to a body above the limit, and accepts the next request', async () => {
    const long = body.replace('Zo', 'Z'.repeat(maxBodyBytes));
    for (const text of [long, inChunks(long)]) {
      const response = await send(signed(long), text);
      expect(response.status).toBe(413);
      await jsonOf(response);
    }
    expect(handled).toEqual([]);
    expect((await send(signed())).status).toBe(204);
  });

  it('responds with 500 if the handler fails, so that the webhook is retried', async () => {
    failing = true;
    const written = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const response = await send(signed());
    expect(response.status).toBe(500);
    expect(written.mock.calls.length > 0).toBe(name === 'plain Node.js');
    written.mockRestore();
  });

  it('accepts POST only', async () => {
    const response = await fetch(`${running.url}/hook`);
    expect([404, 405]).toContain(response.status);
    expect(handled).toEqual([]);
  });
});

describe('a misconfigured receiver', () => {
  it.each([
    ['Express behind a parser that keeps no bytes', expressAfterParser],
    ['Nest without rawBody', nestWithoutRawBody],
  ])('%s responds with 500 to any signature', async (_name, start) => {
    running = await start({ secret }, handle);
    try {
      expect((await send(signed())).status).toBe(500);
      expect(handled).toEqual([]);
    } finally {
      await running.stop();
    }
  });

  it.each(Object.entries(receivers))('%s does not start without a secret', async (_name, start) => {
    await expect(async () => start({ secret: '' }, handle)).rejects.toThrow('secret: expected a signing secret');
    await expect(async () => start({ secret: undefined }, handle)).rejects.toThrow(
      'got undefined: is the environment variable set?',
    );
    await expect(async () => start({ secret: [secret, undefined] }, handle)).rejects.toThrow('as number 2 of 2');
    await expect(async () => start({ secret: 'whsec_?' }, handle)).rejects.toThrow(
      'secret: expected whsec_ and base64',
    );
    await expect(async () => start({ secret, maxBodyBytes: -1 }, handle)).rejects.toThrow('maxBodyBytes');
    await expect(async () => start({ secret, toleranceSeconds: Infinity }, handle)).rejects.toThrow('toleranceSeconds');
  });
});
