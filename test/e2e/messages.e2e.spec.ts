import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { messageChannel, type LiveTopic } from '@postrider/contracts';
import { workerConnection } from '@postrider/queue';
import { waitUntil, type Receiver, type Service } from '@postrider/testing';

import { errorOf } from '../support/api.js';
import { BrowserSession } from '../support/browser-session.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';
import { StreamReader } from '../support/stream-reader.js';

const type = 'budget.exceeded';
/** Polls never come while a test runs: whatever arrives, a message has brought. */
const settings = { POSTRIDER_LISTEN_POLL_MS: '60000', POSTRIDER_LIVE_POLL_MS: '60000' };

let postrider: Postrider;
let receiver: Receiver;
let other: Service;

forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});
beforeAll(async () => {
  other = await postrider.addGateway({});
});

const connections: { close: () => void }[] = [];
afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
});

async function listen(url: string, key = postrider.keys.management_key): Promise<StreamReader> {
  const stream = await StreamReader.open(url, key);
  connections.push(stream);
  return stream;
}

/** A live page: the text that its connection has received, and whether it has ended. */
async function openPage(url: string, headers = bearer(postrider.keys.management_key), query = '') {
  const abort = new AbortController();
  const response = await fetch(`${url}/manage/v1/webhooks/live${query}`, { headers, signal: abort.signal });
  expect(response.status).toBe(200);
  const page = {
    text: '',
    hasEnded: false,
    close: () => {
      abort.abort();
    },
    until: (topic: LiveTopic) =>
      waitUntil(() => page.text.includes(`"${topic}"`), { what: `a change of ${topic}`, timeoutMs: patienceMs }),
    untilEnd: () => waitUntil(() => page.hasEnded, { what: 'the end of the connection', timeoutMs: patienceMs }),
  };
  connections.push(page);
  void (async () => {
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) page.text += chunk;
    } catch {
      // Closed by the test.
    }
    page.hasEnded = true;
  })();
  return page;
}

const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

describe('messages between gateways and dispatchers', () => {
  it('bring an event to a listener at another gateway', async () => {
    const stream = await listen(other.url);
    const { id } = await postrider.project.publish(type);
    await stream.untilRequest(id);
  });

  it('bring a test event to a listener at another gateway', async () => {
    const { id: endpoint_id } = await postrider.manage.createEndpoint({
      url: receiver.url('/hook'),
      event_types: [type],
    });
    const stream = await listen(other.url);
    await postrider.manage.sendTest(endpoint_id, type);
    await waitUntil(() => stream.requests.length > 0, { what: 'the test event', timeoutMs: patienceMs });
    await postrider.manage.deleteEndpoints();
  });

  it('show a page at another gateway what is published, delivered and changed', async () => {
    const page = await openPage(other.url);
    await postrider.project.publish(type);
    await page.until('events');
    await postrider.manage.createEndpoint({ url: receiver.url('/hook'), event_types: [type] });
    await page.until('endpoints');
    await postrider.project.publish(type);
    await page.until('deliveries');
    await postrider.manage.expect(201, 'POST', '/keys', { json: { kind: 'project', name: 'Shop' } });
    await page.until('keys');
    await postrider.manage.deleteEndpoints();
  });

  it('show a page of one customer the changes of that customer alone', async () => {
    for (const uid of ['acme', 'other']) await postrider.manage.putCustomer(uid);
    const page = await openPage(other.url, undefined, '?customer=acme');
    const all = await openPage(other.url);
    const subscribe = (customer?: string) =>
      postrider.manage.createEndpoint({ url: receiver.url('/hook'), event_types: [type], customer });
    await subscribe('other');
    await subscribe();
    const publishTo = (customer: string) =>
      postrider.project.expect(202, 'POST', '/events', { json: { type, data: {}, customer } });
    await publishTo('other');
    for (const topic of ['endpoints', 'events', 'deliveries'] as const) await all.until(topic);
    await publishTo('acme');
    await page.until('events');
    expect(page.text).not.toMatch(/endpoints|deliveries/);
    await subscribe('acme');
    await page.until('endpoints');
    await publishTo('acme');
    await page.until('deliveries');
    expect(errorOf(await postrider.manage.send('GET', '/live?customer=nobody'))).toMatchObject({
      code: 'webhook_customer_not_found',
    });
    await postrider.manage.deleteEndpoints();
  });

  it('say which organizations have recorded attempts', async () => {
    const redis = workerConnection(postrider.env.REDIS_URL ?? '', 'e2e');
    const received: string[] = [];
    try {
      redis.on('message', (_: string, text: string) => received.push(text));
      await redis.subscribe(messageChannel(postrider.env.POSTRIDER_REDIS_PREFIX ?? '', 'deliveries.recorded'));
      await postrider.manage.createEndpoint({ url: receiver.url('/hook'), event_types: [type] });
      await postrider.project.publish(type);
      await waitUntil(() => received.some((text) => text.includes(postrider.keys.organization_id)), {
        what: 'the message of the dispatcher',
        timeoutMs: patienceMs,
      });
    } finally {
      redis.disconnect();
      await postrider.manage.deleteEndpoints();
    }
  });

  it('end the connections of a revoked key at every gateway', async () => {
    const created = await postrider.manage.expect(201, 'POST', '/keys', { json: { kind: 'management', name: 'CI' } });
    const { id, key } = created as { id: string; key: string };
    const streams = [await listen(postrider.url, key), await listen(other.url, key)];
    const page = await openPage(other.url, bearer(key));
    const unaffected = await listen(other.url);
    await postrider.manage.expect(204, 'DELETE', `/keys/${id}`);
    for (const stream of streams) expect(await stream.untilEnd()).toMatchObject({ code: 'invalid_api_key' });
    await page.untilEnd();
    expect(page.text).toContain('invalid_api_key');
    expect(unaffected.hasEnded).toBe(false);
  });

  it('end the page of a session that signs out at another gateway', async () => {
    const browser = new BrowserSession(postrider.url);
    await browser.signIn(postrider.keys.management_key);
    const page = await openPage(other.url, { cookie: browser.cookie, 'x-postrider-page': '1' });
    await browser.send('DELETE', '/session');
    await page.untilEnd();
    expect(page.text).toContain('signed_out');
  });

  it('stay within their Redis prefix, and are ignored if they are invalid', async () => {
    const redis = workerConnection(postrider.env.REDIS_URL ?? '', 'e2e');
    try {
      const channel = messageChannel(postrider.env.POSTRIDER_REDIS_PREFIX ?? '', 'events.published');
      const [, subscribers] = (await redis.pubsub('NUMSUB', channel)) as [string, number];
      expect(subscribers).toBe(2);
      for (const text of ['{', '{}', '{"pattern":"x","data":{"organization_ids":7}}']) {
        await redis.publish(channel, text);
      }
    } finally {
      redis.disconnect();
    }
    const stream = await listen(other.url);
    const { id } = await postrider.project.publish(type);
    await stream.untilRequest(id);
  });
});
