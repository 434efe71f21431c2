import { afterEach, describe, expect, it } from '@jest/globals';

import type { BulkOperation } from '@postrider/contracts';
import type { Receiver } from '@postrider/testing';

import { errorOf } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { historyOf } from '../support/history.js';
import { later } from '../support/later.js';
import type { Postrider } from '../support/postrider.js';
import { strangerNames, whoAccepts } from '../support/strangers.js';

let postrider: Postrider;
let receiver: Receiver;
let since: string;

const settings = { POSTRIDER_BULK_PAGE: '10' };
forAllTests({ settings, dispatchers: 2 }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const [wanted, unwanted] = ['budget.exceeded', 'api_key.revoked'];

const create = (path: string, others: object = {}) =>
  postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [wanted], ...others });

async function publish(count: number, type = wanted): Promise<string[]> {
  const events = Array.from({ length: count }, (_, n) => ({ type, data: { n } }));
  return (await postrider.project.publishBatch(events)).map(({ id }) => id);
}

async function recovered(endpointId: string, range: object = { since }): Promise<BulkOperation> {
  const { id } = await postrider.manage.recover(endpointId, range);
  return postrider.manage.operationEnded(id);
}

/** The events that an endpoint has deliveries of, when all are delivered. */
async function eventsOf(endpointId: string): Promise<string[]> {
  const deliveries = await postrider.manage.completedDeliveries(endpointId);
  expect(deliveries.filter(({ status }) => status !== 'delivered')).toEqual([]);
  return deliveries.map(({ event_id }) => event_id).toSorted();
}

const received = (path: string): unknown[] =>
  receiver
    .requestsTo(path)
    .map(({ headers }) => String(headers['webhook-id']))
    .toSorted();

describe('a recovery', () => {
  it('delivers what was published while the endpoint was inactive, and nothing else', async () => {
    since = await later();
    const endpoint = await create('/inactive');
    const before = await publish(3);
    await postrider.manage.completedDeliveries(endpoint.id);
    await postrider.manage.updateEndpoint(endpoint.id, { active: false });
    const missed = await publish(25);
    await publish(5, unwanted);
    await postrider.manage.sendTest(endpoint.id, wanted);
    await postrider.manage.updateEndpoint(endpoint.id, { active: true });
    const test = (await eventsOf(endpoint.id)).filter((id) => !before.includes(id));
    expect(test).toHaveLength(1);

    expect(await postrider.manage.countMissed(endpoint.id, since)).toStrictEqual({
      events: 28,
      missed: 25,
      complete: true,
    });
    const started = await postrider.manage.recover(endpoint.id, { since });
    expect(started.request).toStrictEqual({ endpoint_id: endpoint.id, since });
    expect(started).toMatchObject({ kind: 'recover', status: 'running', total: 33, processed: 0, completed_at: null });
    const ended = await postrider.manage.operationEnded(started.id);
    expect(ended).toMatchObject({ status: 'completed', total: 33, processed: 33, skipped: 0 });

    expect(await postrider.manage.countMissed(endpoint.id, since)).toStrictEqual({
      events: 28,
      missed: 0,
      complete: true,
    });

    const all = [...before, ...missed, ...test].toSorted();
    expect(await eventsOf(endpoint.id)).toEqual(all);
    expect(received('/inactive')).toEqual(all);
  });

  it('delivers what was published before the endpoint existed, as it would have been', async () => {
    since = await later();
    const [event] = await publish(1);
    const first = await create('/first');
    const [endpoint, slack] = [await create('/late'), await create('/late-slack')];
    await recovered(endpoint.id);
    const [delivery] = await postrider.manage.completedDeliveries(endpoint.id);

    expect(delivery).toMatchObject({ event_id: event, event_type: wanted, test: false, attempt_count: 1 });
    const [request] = receiver.requestsTo('/late');
    if (!request) throw new Error('nothing was received');
    expect(JSON.parse(request.rawBody)).toMatchObject({ id: event, type: wanted, data: { n: 0 } });
    expect(request.headers).toMatchObject({ 'webhook-id': event, 'x-modelux-attempt': '1' });
    expect(whoAccepts(endpoint.signing_secret, request)).toEqual(strangerNames);
    const history = await historyOf(postrider.admin, delivery?.id ?? '');
    expect(history.map(({ type }) => type)).toEqual(['DeliveryScheduled', 'AttemptSucceeded']);
    for (const { id } of [first, slack]) expect(await eventsOf(id)).toEqual([]);
  });

  it('shows in the event, and not in the response to its repeated publishing', async () => {
    since = await later();
    const published = await postrider.project.publish(wanted, { n: 1 }, 'recovered-event');
    const endpoint = await create('/shown');
    await recovered(endpoint.id);
    const [delivery] = await postrider.manage.completedDeliveries(endpoint.id);

    const deliveries = [{ id: delivery?.id, endpoint_id: endpoint.id, status: 'delivered' }];
    expect(await postrider.manage.event('recovered-event')).toMatchObject({ delivery_count: 1, deliveries });
    expect((await postrider.manage.events('?limit=1')).data).toMatchObject([{ delivery_count: 1, deliveries }]);
    expect(await postrider.project.publish(wanted, { n: 1 }, 'recovered-event')).toEqual(published);
  });

  it('done twice, or twice at once, creates nothing twice', async () => {
    since = await later();
    const events = await publish(60);
    const endpoint = await create('/twice');
    const operations = await Promise.all(
      Array.from({ length: 3 }, () => postrider.manage.recover(endpoint.id, { since })),
    );
    for (const { id } of operations) {
      expect(await postrider.manage.operationEnded(id)).toMatchObject({
        status: 'completed',
        total: 60,
        processed: 60,
      });
    }
    expect(await recovered(endpoint.id)).toMatchObject({ status: 'completed', total: 60, processed: 60 });

    expect(await eventsOf(endpoint.id)).toEqual(events.toSorted());
    expect(received('/twice')).toEqual(events.toSorted());
  });

  it('takes the events of its time range', async () => {
    const start = await later();
    await publish(2);
    const from = await later();
    const inside = await publish(3);
    const until = await later();
    const after = await publish(4);
    const endpoint = await create('/range');

    expect(await recovered(endpoint.id, { since: from, until })).toMatchObject({ total: 3, processed: 3 });
    expect(await eventsOf(endpoint.id)).toEqual(inside.toSorted());
    expect(await recovered(endpoint.id, { since: from })).toMatchObject({ total: 7, processed: 7 });
    expect(await eventsOf(endpoint.id)).toEqual([...inside, ...after].toSorted());
    expect(await recovered(endpoint.id, { since: start, until: from })).toMatchObject({ total: 2, processed: 2 });
    expect(await eventsOf(endpoint.id)).toHaveLength(9);
  });

  it('takes what the endpoint subscribes to now', async () => {
    since = await later();
    await publish(2);
    const types = await publish(3, unwanted);
    const endpoint = await create('/types', { event_types: ['api_key.*'] });
    expect(await recovered(endpoint.id)).toMatchObject({ total: 5, processed: 5, skipped: 0 });
    expect(await eventsOf(endpoint.id)).toEqual(types.toSorted());
  });

  it('takes no other organization’s events', async () => {
    since = await later();
    const stranger = await postrider.addOrganization('Stranger');
    await stranger.project.publish(wanted, { secret: 'theirs' });
    const endpoint = await create('/own');
    expect(await recovered(endpoint.id)).toMatchObject({ total: 0, processed: 0 });
    expect(await eventsOf(endpoint.id)).toEqual([]);

    const refused = await stranger.manage.send('POST', `/endpoints/${endpoint.id}/recover`, { json: { since } });
    expect([refused.status, errorOf(refused).code]).toEqual([404, 'webhook_endpoint_not_found']);
  });

  it('is refused while the endpoint is inactive or deleted', async () => {
    const endpoint = await create('/refused', { active: false });
    const path = `/endpoints/${endpoint.id}/recover`;
    const inactive = await postrider.manage.send('POST', path, { json: { since } });
    expect(inactive.status).toBe(409);
    expect(errorOf(inactive)).toMatchObject({ type: 'conflict', code: 'endpoint_inactive', id: endpoint.id });
    await postrider.manage.deleteEndpoint(endpoint.id);
    const deleted = await postrider.manage.send('POST', path, { json: { since } });
    expect([deleted.status, errorOf(deleted).code]).toEqual([404, 'webhook_endpoint_not_found']);
  });
});

describe('recovered deliveries that wait for long', () => {
  it('are not sent a second time by the sweep', async () => {
    since = await later();
    const events = await publish(40);
    // Longer than the sweep's patience, one by one.
    receiver.on('/slow', { status: 200, delayMs: 500 });
    const endpoint = await create('/slow');
    await postrider.addDispatcher({ POSTRIDER_REPLAY_CONCURRENCY: '1' });
    await Promise.all(postrider.dispatchers.splice(0, 2).map((dispatcher) => dispatcher.stop()));
    await recovered(endpoint.id);
    expect(await eventsOf(endpoint.id)).toEqual(events.toSorted());
    expect(received('/slow')).toEqual(events.toSorted());
    await postrider.addDispatcher();
  });
});
