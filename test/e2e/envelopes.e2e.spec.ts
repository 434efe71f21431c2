import { afterEach, describe, expect, it } from '@jest/globals';

import type { PublishedEvent } from '@postrider/contracts';
import { waitUntil, type Receiver } from '@postrider/testing';

import { type Api, errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';
import { StreamReader } from '../support/stream-reader.js';
import { strangerNames, whoAccepts } from '../support/strangers.js';

let postrider: Postrider;
let receiver: Receiver;
let manage: Api;

forAllTests({ settings: { POSTRIDER_FAN_OUT_CHUNK: '3' } }, (services) => {
  ({ postrider, receiver } = services);
  ({ manage } = postrider);
});

afterEach(() => manage.deleteEndpoints());

/** Number texts and key order that a parser would change. */
const dataJson = '{"b":1.10,"9":12345678901234567890,"a":1e400}';

const eventJson = `{"type":"budget.exceeded","data":${dataJson}}`;

const publish = async (): Promise<PublishedEvent> =>
  (await postrider.project.expect(202, 'POST', '/events', { body: eventJson })) as PublishedEvent;

const subscribe = (path: string, envelope: string) =>
  manage.createEndpoint({ url: receiver.url(path), event_types: ['budget.exceeded'], envelope });

const received = (path: string, count: number): Promise<unknown> =>
  waitUntil(() => receiver.requestsTo(path).length >= count || undefined, {
    what: `${count} requests to ${path}`,
    timeoutMs: patienceMs,
  });

describe('an envelope', () => {
  it('is around the same bytes on each attempt and replay, whatever the endpoint has since', async () => {
    receiver.on('/kept', (_, n) => ({ status: n === 1 ? 500 : 200, headers: { 'retry-after': '1' } }));
    const { id, signing_secret } = await subscribe('/kept', 'cloudevents');
    const event = await publish();
    const deliveryId = onlyDelivery(event);
    await manage.deliveryWhen(deliveryId, ({ attempt_count }) => attempt_count > 0);
    expect(await manage.updateEndpoint(id, { envelope: 'data' })).toMatchObject({ envelope: 'data' });
    await manage.completed(deliveryId);
    await manage.replay(deliveryId);
    await manage.deliveryWhen(deliveryId, ({ attempt_count, status }) => attempt_count > 2 && status === 'delivered');

    const requests = receiver.requestsTo('/kept');
    expect(requests).toHaveLength(3);
    const { organization_id } = postrider.keys;
    for (const request of requests) {
      expect(request.rawBody).toBe(
        `{"specversion":"1.0","id":"${event.id}","source":"/organizations/${organization_id}","type":"budget.exceeded","time":"${event.created_at}","datacontenttype":"application/json","data":${dataJson}}`,
      );
      expect(request.headers['content-type']).toBe('application/cloudevents+json');
      expect(whoAccepts(signing_secret, request)).toEqual(strangerNames);
    }
    const shown = await manage.send('GET', `/deliveries/${deliveryId}`);
    expect(shown.text).toContain(`"payload":${requests[0]?.rawBody ?? ''}`);
    expect(await manage.delivery(deliveryId)).toMatchObject({
      envelope: 'cloudevents',
      attempts: [1, 2, 3].map(() => ({
        request_headers: { 'content-type': 'application/cloudevents+json' },
        request_headers_complete: true,
      })),
    });

    const next = await publish();
    await manage.completed(onlyDelivery(next));
    expect(receiver.requestsTo('/kept').at(-1)?.rawBody).toBe(dataJson);
  });

  it('of CloudEvents in binary mode has the attributes in headers', async () => {
    const { signing_secret } = await subscribe('/binary', 'cloudevents_binary');
    const event = await publish();
    await manage.completed(onlyDelivery(event));
    const [request] = receiver.requestsTo('/binary');
    if (!request) throw new Error('nothing was received');
    expect(request.rawBody).toBe(dataJson);
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': event.id,
      'ce-source': `/organizations/${postrider.keys.organization_id}`,
      'ce-type': 'budget.exceeded',
      'ce-time': event.created_at,
      'webhook-id': event.id,
    });
    expect(whoAccepts(signing_secret, request)).toEqual(strangerNames);
  });

  it('is around events of large calls, test events and recovered events, too', async () => {
    const endpoint = await subscribe('/all', 'data');
    const events = Array.from({ length: 5 }, () => eventJson);
    await postrider.project.expect(202, 'POST', '/events/batch', { body: `{"events":[${events.join(',')}]}` });
    await received('/all', 5);
    await manage.sendTest(endpoint.id, 'budget.exceeded');
    await received('/all', 6);
    const bodies = receiver.requestsTo('/all').map(({ rawBody }) => rawBody);
    expect(bodies.slice(0, 5)).toEqual(events.map(() => dataJson));
    expect(JSON.parse(bodies[5] ?? '')).toMatchObject({ budget_id: expect.any(String) });

    const since = new Date(Date.now() - 60_000).toISOString();
    const later = await subscribe('/recovered', 'data');
    await manage.operationEnded((await manage.recover(later.id, { since })).id);
    await received('/recovered', 5);
    expect(new Set(receiver.requestsTo('/recovered').map(({ rawBody }) => rawBody))).toEqual(new Set([dataJson]));
  });

  it('is that of listeners of the endpoint', async () => {
    const { id } = await subscribe('/heard', 'cloudevents_binary');
    const stream = await StreamReader.open(postrider.url, postrider.keys.management_key, {
      query: `?endpoint_id=${id}`,
    });
    try {
      const event = await publish();
      expect(await stream.untilRequest(event.id)).toMatchObject({
        body: dataJson,
        headers: { 'ce-specversion': '1.0', 'ce-type': 'budget.exceeded' },
      });
    } finally {
      stream.close();
    }
  });

  it('is the default one unless it is named, and is in the history', async () => {
    const { id, envelope } = await manage.createEndpoint({ url: receiver.url('/history'), event_types: ['*'] });
    expect(envelope).toBe('default');
    await manage.updateEndpoint(id, { envelope: 'cloudevents' });
    expect((await manage.endpointHistory(id)).data[0]).toMatchObject({
      type: 'EndpointUpdated',
      data: { envelope: 'cloudevents' },
    });
  });

  it('that is unknown is refused', async () => {
    const json = { url: receiver.url('/x'), event_types: ['*'], envelope: 'xml' };
    const response = await manage.send('POST', '/endpoints', { json });
    expect([response.status, errorOf(response).field]).toEqual([422, 'envelope']);
  });
});
