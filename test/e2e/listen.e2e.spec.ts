import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { listenToEvents } from '@postrider/contracts';
import { newId, type Receiver, waitUntil } from '@postrider/testing';
import { Webhook } from 'standardwebhooks';

import { expectError } from '../support/expect-error.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';
import { StreamReader } from '../support/stream-reader.js';

const type = 'budget.exceeded';
const settings = {
  POSTRIDER_LISTENERS_PER_ORGANIZATION: '4',
  POSTRIDER_LISTEN_POLL_MS: '50',
  POSTRIDER_LISTEN_HEARTBEAT_MS: '200',
  POSTRIDER_LISTEN_WAITING: '300',
};

let postrider: Postrider;
let receiver: Receiver;
let key: string;

forAllTests({ settings, dispatchers: 0 }, (services) => {
  ({ postrider, receiver } = services);
});
beforeAll(() => {
  key = postrider.keys.management_key;
});

const streams: StreamReader[] = [];
const listen = async (options?: Parameters<typeof StreamReader.open>[2]): Promise<StreamReader> => {
  const stream = await StreamReader.open(postrider.url, key, options);
  streams.push(stream);
  return stream;
};
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await postrider.manage.deleteEndpoints();
});

const secretOf = (stream: StreamReader): string => {
  const [ready] = stream.messages;
  return (ready?.data as { signing_secret: string } | undefined)?.signing_secret ?? '';
};

describe('a listener', () => {
  it('gets each event as the request that receivers get, signed with a secret of its own', async () => {
    const stream = await listen();
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.response.headers.get('ratelimit-limit')).not.toBeNull();
    const { id } = await postrider.project.publish(type, { spend: '1\n2 ü \u2028' }, 'order-17');
    const request = await stream.untilRequest(id);
    expect(listenToEvents.output.parse(request)).toEqual(request);

    const { headers, body } = request;
    const secret = secretOf(stream);
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ id, type, data: { spend: '1\n2 ü \u2028' } });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-modelux-event': type,
      'x-modelux-delivery': expect.stringMatching(/^whd_/),
      'x-modelux-attempt': '1',
      'x-modelux-signature': createHmac('sha256', secret).update(body).digest('hex'),
    });
  });

  it('has the same secret with the same key each time', async () => {
    const secret = secretOf(await listen());
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(secretOf(await listen())).toBe(secret);
  });

  it('gets the types that it asks for, and nothing of other organizations', async () => {
    const stream = await listen({ query: '?event_types=api_key.*,budget.exceeded' });
    const stranger = await postrider.addOrganization('Stranger');
    const published = [
      await postrider.project.publish('budget.threshold_reached'),
      await stranger.project.publish(type),
      await postrider.project.publish('api_key.revoked'),
      await postrider.project.publish(type),
    ];
    await stream.untilRequest(published[3]?.id ?? '');
    expect(stream.eventIds).toEqual([published[2]?.id, published[3]?.id]);
  });

  it('of an endpoint gets what the endpoint would, signed with its secrets, also while it is inactive', async () => {
    const endpoint = { url: receiver.url('/hook'), event_types: ['budget.*'] };
    const { id: endpoint_id, signing_secret } = await postrider.manage.createEndpoint(endpoint);
    const stream = await listen({ query: `?endpoint_id=${endpoint_id}` });
    expect(stream.messages[0]?.data).toEqual({ endpoint_id, signing_secret: null });

    await postrider.project.publish('api_key.revoked');
    const event = await postrider.project.publish(type);
    const { headers, body } = await stream.untilRequest(event.id);
    expect(new Webhook(signing_secret).verify(body, headers)).toMatchObject({ id: event.id });
    expect(headers['x-modelux-delivery']).toBe(event.deliveries[0]?.id);

    await postrider.manage.rotateSecret(endpoint_id);
    await postrider.manage.updateEndpoint(endpoint_id, { active: false });
    const later = await postrider.project.publish(type);
    const request = await stream.untilRequest(later.id);
    expect(new Webhook(signing_secret).verify(request.body, request.headers)).toMatchObject({ id: later.id });
    expect(request.headers['webhook-signature']?.split(' ')).toHaveLength(2);

    const { event_id } = await postrider.manage.sendTest(endpoint_id, 'api_key.revoked');
    await stream.untilRequest(event_id);
    expect(stream.eventIds).toEqual([event.id, later.id, event_id]);

    await postrider.manage.deleteEndpoint(endpoint_id);
    await postrider.project.publish(type);
    expect(await stream.untilEnd()).toMatchObject({ code: 'webhook_endpoint_not_found' });
  });

  it('of a customer gets the events of the customer alone, by either id, also those of the past', async () => {
    const acme = await postrider.manage.putCustomer('acme');
    await postrider.manage.putCustomer('other');
    const [byUid, byId] = [await listen({ query: '?customer=acme' }), await listen({ query: `?customer=${acme.id}` })];
    const events = [undefined, 'acme', 'other', 'acme'].map((customer) => ({ type, data: {}, customer }));
    const published = (await postrider.project.publishBatch(events)).map(({ id }) => id);
    const theirs = [published[1], published[3]];
    for (const stream of [byUid, byId]) {
      const request = await stream.untilRequest(theirs[1] ?? '');
      expect(stream.eventIds).toEqual(theirs);
      expect(request.headers['x-modelux-customer']).toBe('acme');
    }
    const resumed = await listen({ query: '?customer=acme', lastEventId: byUid.messages[0]?.id ?? '' });
    await resumed.untilRequest(theirs[1] ?? '');
    expect(resumed.eventIds.filter((id) => published.includes(id ?? ''))).toEqual(theirs);
    const unknown = await postrider.manage.send('GET', '/listen?customer=nobody');
    expectError(unknown, 404, { code: 'webhook_customer_not_found' });
  });

  it('of an endpoint of a customer gets the events of that customer alone', async () => {
    await postrider.manage.putCustomer('acme');
    await postrider.manage.putCustomer('other');
    const endpoint = { url: receiver.url('/hook'), event_types: ['*'] };
    const theirs = await postrider.manage.createEndpoint({ ...endpoint, customer: 'acme' });
    const all = await postrider.manage.createEndpoint({ ...endpoint, customers: 'all' });
    const [ofTheirs, ofAll] = [
      await listen({ query: `?endpoint_id=${theirs.id}` }),
      await listen({ query: `?endpoint_id=${all.id}` }),
    ];
    const events = [undefined, 'other', 'acme'].map((customer) => ({ type, data: {}, customer }));
    const published = (await postrider.project.publishBatch(events)).map(({ id }) => id);
    const last = published[2] ?? '';
    const request = await ofTheirs.untilRequest(last);
    expect([ofTheirs.eventIds, request.headers['x-modelux-customer']]).toEqual([[last], undefined]);
    await ofAll.untilRequest(last);
    expect(ofAll.eventIds).toEqual(published);
    expect(ofAll.requests.map(({ headers }) => headers['x-modelux-customer'])).toEqual([undefined, 'other', 'acme']);
  });

  it('gets what came through another gateway', async () => {
    const stream = await listen();
    const other = await postrider.addGateway({});
    const { id } = await postrider.projectAt(other).publish(type);
    await stream.untilRequest(id);
    expect(await other.stop()).toEqual({ code: 0, signal: null });
  });
});

describe('Last-Event-ID', () => {
  it('brings what came since, in order and each event once, also while more is published', async () => {
    const first = await listen();
    const { id } = await postrider.project.publish(type, { n: 0 });
    await first.untilRequest(id);
    first.close();
    const events = (from: number): object[] => Array.from({ length: 700 }, (_, n) => ({ type, data: { n: from + n } }));
    const missed = await postrider.project.publishBatch(events(1));

    const lastEventId = first.lastEventId ?? '';
    const [second, more] = await Promise.all([
      listen({ lastEventId }),
      postrider.project.publishBatch(events(1_000).slice(0, 200)),
    ]);
    await second.untilRequest(more.at(-1)?.id ?? '');
    const wanted = [...missed, ...more].map((event) => event.id);
    await waitUntil(() => wanted.every((each) => second.eventIds.includes(each)), {
      what: 'all events',
      timeoutMs: patienceMs,
    });
    expect(new Set(second.eventIds).size).toBe(second.eventIds.length);
    const caughtUp = second.eventIds.filter((each) => missed.some((event) => event.id === each));
    expect(caughtUp).toEqual(missed.map((event) => event.id));
  });

  it('can be that of a heartbeat', async () => {
    const stream = await listen();
    const heartbeat = await stream.until(({ event, id }) => event === 'heartbeat' && id !== undefined);
    stream.close();
    const { id } = await postrider.project.publish(type);
    await (await listen({ lastEventId: heartbeat.id ?? '' })).untilRequest(id);
  });

  it('can be that of the beginning, before any event', async () => {
    const stream = await listen();
    const ready = stream.messages.find(({ event }) => event === 'ready');
    stream.close();
    const { id } = await postrider.project.publish(type);
    await (await listen({ lastEventId: ready?.id ?? '' })).untilRequest(id);
  });

  it('that no stream has told is refused', async () => {
    for (const given of ['1', 'order-17', newId('delivery')]) {
      const answer = await postrider.manage.send('GET', '/listen', { headers: { 'last-event-id': given } });
      expectError(answer, 422, { code: 'validation_failed', field: 'Last-Event-ID' });
    }
  });
});

describe('a stream is refused', () => {
  it('to project keys, for wrong patterns, and for endpoints that are not there', async () => {
    expectError(await postrider.project.send('GET', '/listen'), 403, { code: 'key_not_permitted' });
    for (const patterns of ['', 'budget', 'budget..x', 'budget.*,', '*.*']) {
      const answer = await postrider.manage.send('GET', `/listen?event_types=${patterns}`);
      expectError(answer, 422, { code: 'validation_failed', field: 'event_types' });
    }
    const answer = await postrider.manage.send('GET', `/listen?endpoint_id=${newId('endpoint')}`);
    expectError(answer, 404, { code: 'webhook_endpoint_not_found' });
  });

  it('to more listeners of an organization than there may be, until one leaves', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => listen()));
    const refused = await postrider.manage.send('GET', '/listen');
    expectError(refused, 429, { code: 'too_many_listeners' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    all[0]?.close();
    await waitUntil(() => listen().catch(() => undefined), { what: 'a free place', timeoutMs: patienceMs });
  });

  it('and HEAD opens none', async () => {
    const response = await fetch(`${postrider.url}/manage/v1/webhooks/listen`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${key}` },
    });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('a stream ends', () => {
  it('soon after its key is revoked', async () => {
    const { data } = (await postrider.admin.json('organizations', 'list')) as { data: { id: string }[] };
    const own = await postrider.admin.createKey(data.at(-1)?.id ?? '', 'management');
    const stream = await StreamReader.open(postrider.url, own.key);
    // A secret tells nothing to whoever has another key.
    expect(secretOf(stream)).not.toBe(secretOf(await listen()));
    await postrider.admin.json('keys', 'revoke', own.id);
    expect(await stream.untilEnd()).toMatchObject({ code: 'invalid_api_key' });
  });

  it('for a client that reads nothing, without a place in memory for all that it leaves unread', async () => {
    const { port } = new URL(postrider.url);
    const socket = connect(Number(port), '127.0.0.1').pause();
    await once(socket, 'connect');
    const head = `GET /manage/v1/webhooks/listen HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\n\r\n`;
    socket.write(head);
    const watching = await listen();
    const data = { text: 'x'.repeat(50_000) };
    for (let n = 0; n < 6; n++) {
      const events = Array.from({ length: 100 }, () => ({ type, data }));
      await postrider.project.publishBatch(events);
    }
    const last = await postrider.project.publish(type);
    await watching.untilRequest(last.id);
    // Its place is free when the server has hung up, though it has read nothing: it is one of five otherwise.
    const others = await Promise.all([listen(), listen()]);
    const fourth = await waitUntil(() => listen().catch(() => undefined), { what: 'its place', timeoutMs: patienceMs });
    expect([...others, fourth]).toHaveLength(3);
    socket.destroy();
  });

  it('when the gateway stops, which does not wait for it, and can be resumed at the next', async () => {
    const stream = await listen();
    const { id } = await postrider.project.publish(type);
    await stream.untilRequest(id);
    postrider.gateway.process.signal('SIGTERM');
    expect(await stream.untilEnd()).toMatchObject({ code: 'service_unavailable' });
    expect(await postrider.gateway.process.waitForExit(patienceMs)).toEqual({ code: 0, signal: null });

    await postrider.gateway.start();
    const { id: next } = await postrider.project.publish(type);
    const resumed = await listen({ lastEventId: stream.lastEventId ?? '' });
    await resumed.untilRequest(next);
  });
});
