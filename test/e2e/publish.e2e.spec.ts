import { afterEach, describe, expect, it } from '@jest/globals';

import type { PublishedEvent } from '@postrider/contracts';
import type { Receiver } from '@postrider/testing';

import { errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const subscribe = async (path: string, ...event_types: string[]): Promise<string> =>
  (await postrider.manage.createEndpoint({ url: receiver.url(path), event_types })).id;

const dataOfSize = (bytes: number): object => ({ filler: 'x'.repeat(bytes - '{"filler":""}'.length) });

describe('publishing an event', () => {
  it('returns its id, type, time and deliveries, and delivers it', async () => {
    const endpoint_id = await subscribe('/single', 'budget.exceeded');
    const event = await postrider.project.publish('budget.exceeded', { budget_id: 'bud_1' });

    expect(event).toStrictEqual({
      id: expect.stringMatching(/^evt_[0-9a-z]{26}$/),
      type: 'budget.exceeded',
      created_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
      deliveries: [{ id: expect.stringMatching(/^whd_[0-9a-z]{26}$/), endpoint_id }],
    });
    expect(await postrider.manage.completed(onlyDelivery(event))).toMatchObject({ status: 'delivered' });
    const [request] = receiver.requestsTo('/single');
    expect(request?.rawBody).toBe(
      `{"id":"${event.id}","type":"budget.exceeded","timestamp":"${event.created_at}","data":{"budget_id":"bud_1"}}`,
    );
  });

  it('works with management keys as well', async () => {
    expect(await postrider.manage.publish('budget.exceeded')).toMatchObject({ type: 'budget.exceeded' });
  });

  it("uses the producer's own id, in the webhook as well", async () => {
    await subscribe('/own-id', 'api_key.revoked');
    const event = await postrider.project.publish('api_key.revoked', {}, 'order:4711_a-b');
    await postrider.manage.completed(onlyDelivery(event));

    expect(event.id).toBe('order:4711_a-b');
    const [request] = receiver.requestsTo('/own-id');
    expect(request?.headers['webhook-id']).toBe('order:4711_a-b');
    expect(JSON.parse(request?.rawBody ?? '')).toMatchObject({ id: 'order:4711_a-b' });
    expect(await postrider.manage.event('order:4711_a-b')).toMatchObject({ deliveries: event.deliveries });
  });

  it('preserves the order of keys and the spelling of numbers in every response and webhook', async () => {
    await subscribe('/exact', 'experiment.completed');
    const data = '{"b":1,"2":{"10":1.10,"9":1e400},"1":12345678901234567890,"a":"\\u00e9 / \\"x\\"","A":[]}';
    const body = `{ "data": ${data},\n "type": "experiment.completed" }`;
    const response = await postrider.project.send('POST', '/events', { body });
    const event = JSON.parse(response.text) as PublishedEvent;
    const deliveryId = onlyDelivery(event);
    await postrider.manage.completed(deliveryId);

    const [request] = receiver.requestsTo('/exact');
    expect(request?.rawBody).toContain(`,"data":${data}}`);
    const delivery = await postrider.manage.send('GET', `/deliveries/${deliveryId}`);
    expect(delivery.text).toContain(`"payload":${request?.rawBody ?? 'nothing was received'}`);
    expect((await postrider.manage.send('GET', `/events/${event.id}`)).text).toContain(`"data":${data}`);
  });

  it('accepts data of 256 KiB, and refuses one byte more with 413', async () => {
    await subscribe('/large', 'request.anomaly_detected');
    const largest = dataOfSize(256 * 1024);
    const event = await postrider.project.publish('request.anomaly_detected', largest);
    await postrider.manage.completed(onlyDelivery(event));
    expect(JSON.parse(receiver.requestsTo('/large')[0]?.rawBody ?? '')).toMatchObject({ data: largest });

    const json = { type: 'request.anomaly_detected', data: dataOfSize(256 * 1024 + 1), id: 'too-large' };
    const refused = await postrider.project.send('POST', '/events', { json });
    expect(refused.status).toBe(413);
    expect(errorOf(refused)).toMatchObject({ code: 'payload_too_large', field: 'data' });
    expect((await postrider.manage.send('GET', '/events/too-large')).status).toBe(404);
  });

  it('stores an event without subscribers', async () => {
    const event = await postrider.project.publish('routing_config.deleted', { name: 'nobody' });

    expect(event.deliveries).toEqual([]);
    const stored = { id: event.id, type: event.type, test: false, created_at: event.created_at };
    const summary = { ...stored, delivery_count: 0, deliveries: [] };
    expect(await postrider.manage.event(event.id)).toStrictEqual({ ...summary, data: { name: 'nobody' } });
    expect((await postrider.manage.events('?limit=1')).data).toStrictEqual([summary]);
  });
});

describe('subscriptions', () => {
  it('by type, by prefix and to all types deliver each event once per endpoint', async () => {
    const exact = await subscribe('/exact-type', 'budget.exceeded');
    const prefix = await subscribe('/prefix', 'budget.*', 'budget.exceeded');
    const all = await subscribe('/all', '*');
    const others = await subscribe('/others', 'experiment.*', 'api_key.revoked');

    const subscribersOf = async (type: string): Promise<string[]> =>
      (await postrider.project.publish(type)).deliveries.map(({ endpoint_id }) => endpoint_id).toSorted();
    expect(await subscribersOf('budget.exceeded')).toEqual([exact, prefix, all].toSorted());
    expect(await subscribersOf('budget.threshold_reached')).toEqual([prefix, all].toSorted());
    expect(await subscribersOf('experiment.regression_detected')).toEqual([all, others].toSorted());
    expect(await subscribersOf('api_key.revoked')).toEqual([all, others].toSorted());
    expect(await subscribersOf('provider.health_changed')).toEqual([all]);
  });

  it('send every endpoint the same body, with its own delivery id', async () => {
    const paths = ['/fan/1', '/fan/2', '/fan/3', '/fan/4', '/fan/5'];
    await Promise.all(paths.map((path) => subscribe(path, 'budget.*')));
    const event = await postrider.project.publish('budget.threshold_reached', { threshold_percent: 80 });
    for (const { id } of event.deliveries) await postrider.manage.completed(id);

    const requests = paths.flatMap((path) => receiver.requestsTo(path));
    expect(requests).toHaveLength(paths.length);
    expect(new Set(requests.map(({ rawBody }) => rawBody)).size).toBe(1);
    const deliveryIds = requests.map(({ headers }) => headers['x-modelux-delivery']);
    expect(deliveryIds.toSorted()).toEqual(event.deliveries.map(({ id }) => id).toSorted());
  });

  it('apply to the next event after a change', async () => {
    const id = await subscribe('/changing', 'budget.exceeded');
    await postrider.project.publish('budget.exceeded');
    await postrider.manage.updateEndpoint(id, { event_types: ['api_key.revoked'] });

    expect((await postrider.project.publish('budget.exceeded')).deliveries).toEqual([]);
    expect((await postrider.project.publish('api_key.revoked')).deliveries).toHaveLength(1);
  });
});

describe('publishing a batch', () => {
  it('of 1,000 events returns them in order and delivers each', async () => {
    await subscribe('/batch', 'budget.exceeded');
    const events = Array.from({ length: 1_000 }, (_, n) => ({
      type: 'budget.exceeded',
      data: { n },
      id: `batch-${n}`,
    }));
    const results = await postrider.project.publishBatch(events);

    expect(results.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    await receiver.waitFor(() => receiver.requestsTo('/batch').length === 1_000, { timeoutMs: 60_000 });
    const received = receiver.requestsTo('/batch').map(({ headers }) => String(headers['webhook-id']));
    expect(received.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
  });

  it('of 1,001 events is refused as a whole', async () => {
    const events = Array.from({ length: 1_001 }, (_, n) => ({ type: 'budget.exceeded', data: {}, id: `over-${n}` }));
    const refused = await postrider.project.send('POST', '/events/batch', { json: { events } });

    expect(refused.status).toBe(422);
    expect(errorOf(refused).fields).toEqual([{ field: 'events', message: 'expected at most 1000 events' }]);
    expect((await postrider.manage.send('GET', '/events/over-0')).status).toBe(404);
  });

  it.each([
    ['an unknown type', { type: 'no.such_type', data: {} }, 422, 'events.1.type'],
    ['data that is not an object', { type: 'budget.exceeded', data: [] }, 422, 'events.1.data'],
    ['data that is too large', { type: 'budget.exceeded', data: dataOfSize(256 * 1024 + 1) }, 413, 'events.1.data'],
    ['an id that is taken', { type: 'budget.exceeded', data: { other: true }, id: 'taken' }, 409, 'id'],
  ])('with one event of %s stores and sends none', async (_, wrong, status, field) => {
    await postrider.project.publish('budget.exceeded', {}, 'taken');
    await subscribe('/none', 'budget.exceeded');
    const events = [{ type: 'budget.exceeded', data: {}, id: 'innocent' }, wrong];
    const refused = await postrider.project.send('POST', '/events/batch', { json: { events } });

    expect(refused.status).toBe(status);
    expect(errorOf(refused).field).toBe(field);
    expect((await postrider.manage.send('GET', '/events/innocent')).status).toBe(404);
    const [endpoint] = (await postrider.manage.endpoints()).data;
    expect((await postrider.manage.deliveries(`?endpoint_id=${endpoint?.id ?? ''}`)).data).toEqual([]);
  });
});
