import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { json, respondingWith, type Reply } from './server.fixture.spec.js';
import type { ListenMessage, ListenOptions } from './listen.js';
import { Postrider } from './postrider.js';

const key = 'mlx_mk_0123456789abcdef';
const ready = 'event: ready\ndata: {"endpoint_id":null,"signing_secret":"whsec_AAAA"}\n\n';
const webhook = (id: string, webhookId = id): string =>
  `event: webhook\nid: ${id}\ndata: {"headers":{"webhook-id":"${webhookId}"},"body":"{}"}\n\n`;
const end = (code: string, type: string): string =>
  `event: end\ndata: ${JSON.stringify({ error: { code, type, message: 'over' } })}\n\n`;

const open =
  (...messages: string[]): Reply =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(messages.join(''));
  };
/** The same, and then the connection is lost. */
const lost =
  (...messages: string[]): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(messages.join(''), () => response.destroy());
  };

/** Reads until the `webhook` message with this id. */
async function idsUntil(last: string, messages: AsyncIterable<ListenMessage>): Promise<string[]> {
  const ids: string[] = [];
  for await (const message of messages) {
    ids.push(message.event === 'ready' ? 'ready' : message.id);
    if (ids.at(-1) === last) break;
  }
  return ids;
}

const listenTo = (url: string, options?: ListenOptions) => new Postrider({ url, key }).listen(options);

describe('listen', () => {
  it('sends its filters, and yields typed messages', async () => {
    await using server = await respondingWith(
      open(ready, 'event: heartbeat\nid: evt_0\ndata: {}\n\n', webhook('evt_1')),
    );
    const messages = listenTo(server.url, {
      event_types: ['budget.*', 'api_key.revoked'],
      customer: 'acme',
      endpoint_id: 'whe_1',
    });
    expect((await messages.next()).value).toEqual({ event: 'ready', endpoint_id: null, signing_secret: 'whsec_AAAA' });
    expect((await messages.next()).value).toEqual({
      event: 'webhook',
      id: 'evt_1',
      headers: { 'webhook-id': 'evt_1' },
      body: '{}',
    });
    await messages.return();
    expect(server.seen).toMatchObject([
      {
        url: '/manage/v1/webhooks/listen?event_types=budget.*%2Capi_key.revoked&customer=acme&endpoint_id=whe_1',
        headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream' },
      },
    ]);
  });

  it('reconnects after the last message that the loop finished with, and yields each event once', async () => {
    await using server = await respondingWith(
      lost(ready, webhook('evt_5'), webhook('evt_3'), webhook('evt_6')),
      json(503, { error: { type: 'service_unavailable', code: 'service_unavailable', message: 'stopping' } }),
      open(ready, webhook('evt_2'), webhook('evt_3'), webhook('evt_6'), webhook('evt_7')),
    );
    const delays: number[] = [];
    const messages = listenTo(server.url, { onRetry: (_, delayMs) => delays.push(delayMs) });
    const ids = await idsUntil('evt_7', messages);
    // evt_2 is from before the first connection.
    expect(ids).toEqual(['ready', 'evt_5', 'evt_3', 'evt_6', 'ready', 'evt_7']);
    expect(server.seen.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'evt_6', 'evt_6']);
    expect(delays).toHaveLength(2);
    expect(delays[1]).toBeGreaterThan(delays[0] ?? Infinity);
  });

  it('does not move back while a reconnection repeats events', async () => {
    await using server = await respondingWith(
      lost(ready, webhook('evt_1'), webhook('evt_9')),
      lost(ready, webhook('evt_1'), webhook('evt_2')),
      open(ready, webhook('evt_x')),
    );
    await idsUntil('evt_x', listenTo(server.url));
    expect(server.seen.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'evt_9', 'evt_9']);
  });

  it('waits longer with each failure, also if each response has the same Retry-After', async () => {
    const busy = json(
      503,
      { error: { type: 'service_unavailable', code: 'service_unavailable', message: 'busy' } },
      { 'retry-after': '0' },
    );
    await using server = await respondingWith(lost(ready), busy, busy, open(ready, webhook('evt_1')));
    const delays: number[] = [];
    await idsUntil('evt_1', listenTo(server.url, { onRetry: (_, delayMs) => delays.push(delayMs) }));
    expect(delays).toHaveLength(3);
    expect(delays[1]).toBeGreaterThanOrEqual(1_000);
    expect(delays[2]).toBeGreaterThanOrEqual(2_000);
  });

  it('continues after a lastEventId', async () => {
    await using server = await respondingWith(open(ready, webhook('evt_1')));
    expect(await idsUntil('evt_1', listenTo(server.url, { lastEventId: 'evt_9' }))).toEqual(['ready', 'evt_1']);
    expect(server.seen[0]?.headers['last-event-id']).toBe('evt_9');
  });

  it('ends when its signal aborts: before it starts, between messages, and while it waits to reconnect', async () => {
    await using server = await respondingWith(lost(ready), open(ready));
    expect(await listenTo(server.url, { signal: AbortSignal.abort() }).next()).toMatchObject({ done: true });
    expect(server.seen).toEqual([]);
    for (const connections of [1, 2]) {
      const controller = new AbortController();
      const onRetry = (): void => {
        controller.abort();
      };
      const messages = listenTo(server.url, { signal: controller.signal, onRetry });
      expect((await messages.next()).value).toMatchObject({ event: 'ready' });
      const next = messages.next();
      if (connections === 2) controller.abort();
      expect(await next).toEqual({ done: true, value: undefined });
      expect(server.seen).toHaveLength(connections);
    }
  });

  it('throws if the first connection fails', async () => {
    await using server = await respondingWith(open(ready));
    const { url } = server;
    await server[Symbol.asyncDispose]();
    await expect(listenTo(url).next()).rejects.toMatchObject({ code: 'connection_failed' });
  });

  it('throws if the server ends the stream for good, and reconnects if it only stops', async () => {
    await using server = await respondingWith(
      open(ready, end('service_unavailable', 'service_unavailable')),
      open(ready, webhook('evt_1'), end('invalid_api_key', 'authentication_error')),
    );
    const messages = listenTo(server.url);
    for (const event of ['ready', 'ready', 'webhook']) expect((await messages.next()).value).toMatchObject({ event });
    await expect(messages.next()).rejects.toMatchObject({ code: 'invalid_api_key' });
    expect(server.seen).toHaveLength(2);
  });
});
