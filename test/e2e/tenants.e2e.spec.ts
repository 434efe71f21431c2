import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver } from '@postrider/testing';

import { type Api, errorOf, onlyDelivery } from '../support/api.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let stranger: { manage: Api; project: Api };
let endpointId: string;
let deliveryId: string;
let eventId: string;
let operationId: string;
let customerId: string;
let contactId: string;
const ourType = 'ours.happened';
const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

beforeAll(async () => {
  [postrider, receiver] = await Promise.all([startPostrider(), Receiver.start()]);
  stranger = await postrider.addOrganization('Stranger');
  await postrider.manage.createEventType({ type: ourType, description: 'Ours.', example: { ours: true } });
  endpointId = (await postrider.manage.createEndpoint({ url: receiver.url('/ours'), event_types: ['*'] })).id;
  await postrider.manage.expect(200, 'PATCH', '/searchable-paths', { json: { paths: ['data.secret'] } });
  const event = await postrider.project.publish('budget.exceeded', { secret: 'ours' });
  eventId = event.id;
  deliveryId = onlyDelivery(event);
  await postrider.manage.completed(deliveryId);
  customerId = (await postrider.manage.putCustomer('ours')).id;
  const slack = { channel: 'slack', url: receiver.url('/slack'), customer: customerId };
  contactId = ((await postrider.manage.expect(201, 'POST', '/contacts', { json: slack })) as { id: string }).id;
  // Matches nothing: a delivery of this event type was never made.
  operationId = (await postrider.manage.replayAll({ event_type: 'api_key.revoked' })).id;
});

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
});

describe('ids of another organization', () => {
  it('are 404 on every operation, in the words for an id that nothing has', async () => {
    const calls: [string, string, string, object?][] = [
      ['GET', `/customers/${customerId}`, 'webhook_customer_not_found'],
      ['GET', '/customers/ours', 'webhook_customer_not_found'],
      ['PUT', `/customers/${customerId}`, 'webhook_customer_not_found', { name: 'Theirs.' }],
      ['PATCH', `/customers/${customerId}`, 'webhook_customer_not_found', { active: false }],
      ['PATCH', '/customers/ours', 'webhook_customer_not_found', { active: false }],
      ['DELETE', `/customers/${customerId}`, 'webhook_customer_not_found'],
      ['DELETE', '/customers/ours', 'webhook_customer_not_found'],
      ['GET', `/listen?customer=${customerId}`, 'webhook_customer_not_found'],
      ['GET', `/endpoints/${endpointId}`, 'webhook_endpoint_not_found'],
      ['PATCH', `/endpoints/${endpointId}`, 'webhook_endpoint_not_found', { active: false }],
      ['DELETE', `/endpoints/${endpointId}`, 'webhook_endpoint_not_found'],
      ['POST', `/endpoints/${endpointId}/rotate-secret`, 'webhook_endpoint_not_found'],
      ['POST', `/endpoints/${endpointId}/expire-previous-secrets`, 'webhook_endpoint_not_found'],
      ['GET', `/endpoints/${endpointId}/history`, 'webhook_endpoint_not_found'],
      ['GET', `/endpoints/${endpointId}/metrics`, 'webhook_endpoint_not_found'],
      ['POST', `/endpoints/${endpointId}/test`, 'webhook_endpoint_not_found', { event_type: 'budget.exceeded' }],
      ['POST', `/endpoints/${endpointId}/recover`, 'webhook_endpoint_not_found', { since: '2026-01-01T00:00:00Z' }],
      ['GET', `/endpoints/${endpointId}/missed-events?since=2026-01-01T00:00:00Z`, 'webhook_endpoint_not_found'],
      ['GET', `/contacts/${contactId}`, 'webhook_contact_not_found'],
      ['POST', `/contacts/${contactId}/test`, 'webhook_contact_not_found'],
      ['DELETE', `/contacts/${contactId}`, 'webhook_contact_not_found'],
      ['GET', `/operations/${operationId}`, 'webhook_operation_not_found'],
      ['GET', `/operations/${operationId}/file`, 'webhook_operation_not_found'],
      ['POST', `/operations/${operationId}/cancel`, 'webhook_operation_not_found'],
      ['GET', `/deliveries/${deliveryId}`, 'webhook_delivery_not_found'],
      ['GET', `/deliveries/${deliveryId}/history`, 'webhook_delivery_not_found'],
      ['POST', `/deliveries/${deliveryId}/replay`, 'webhook_delivery_not_found'],
      ['GET', `/events/${eventId}`, 'webhook_event_not_found'],
      ['GET', `/event-types/${ourType}`, 'webhook_event_type_not_found'],
      ['PATCH', `/event-types/${ourType}`, 'webhook_event_type_not_found', { description: 'Theirs.' }],
      ['DELETE', `/event-types/${ourType}`, 'webhook_event_type_not_found'],
    ];
    for (const [method, path, code, json] of calls) {
      const response = await stranger.manage.send(method, path, json ? { json } : {});
      expect([method, path, response.status, errorOf(response).code]).toEqual([method, path, 404, code]);
    }
    expect(await postrider.manage.endpoint(endpointId)).toMatchObject({ active: true });
    expect(await postrider.manage.delivery(deliveryId)).toMatchObject({ status: 'delivered', attempt_count: 1 });
    expect((await postrider.manage.deliveries()).data).toHaveLength(1);
  });

  it('match nothing in a count', async () => {
    for (const filter of [{ endpoint_id: endpointId }, { event_id: eventId }, { status: 'delivered' }, {}]) {
      expect(await stranger.manage.countDeliveries(filter)).toMatchObject({ count: 0, complete: true });
    }
  });

  it('match nothing in a bulk replay', async () => {
    for (const filter of [{ endpoint_id: endpointId }, { status: 'delivered' }, { since: '2026-01-01T00:00:00Z' }]) {
      const { id } = await stranger.manage.replayAll(filter);
      expect(await stranger.manage.operationEnded(id)).toMatchObject({ status: 'completed', total: 0, processed: 0 });
    }
    expect(await postrider.manage.delivery(deliveryId)).toMatchObject({ status: 'delivered', attempt_count: 1 });
  });

  it('find nothing as filters, and nothing of others is listed', async () => {
    for (const query of ['', `?endpoint_id=${endpointId}`, `?event_id=${eventId}`, '?response_class=2xx&test=false']) {
      expect(await stranger.manage.deliveries(query)).toEqual({ data: [], next_cursor: null });
    }
    await stranger.manage.expect(200, 'PATCH', '/searchable-paths', { json: { paths: ['data.secret'] } });
    expect(await stranger.manage.events('?data.secret=ours')).toEqual({ data: [], next_cursor: null });
    expect(ids((await postrider.manage.events('?data.secret=ours')).data)).toEqual([eventId]);
    expect(await stranger.manage.endpoints()).toEqual({ data: [], next_cursor: null });
    expect(await stranger.manage.events()).toEqual({ data: [], next_cursor: null });
  });
});

describe('what an organization publishes', () => {
  it('goes to its own endpoints alone', async () => {
    const { id } = await stranger.manage.createEndpoint({ url: receiver.url('/theirs'), event_types: ['*'] });
    const event = await stranger.project.publish('api_key.revoked');

    expect(event.deliveries.map(({ endpoint_id }) => endpoint_id)).toEqual([id]);
    await stranger.manage.completed(onlyDelivery(event));
    expect(receiver.requestsTo('/theirs')).toHaveLength(1);
    expect(receiver.requestsTo('/ours')).toHaveLength(1);
  });

  it('has its own request format', async () => {
    await stranger.manage.expect(200, 'PATCH', '/request-format', { json: { preset: 'github' } });
    await postrider.manage.completed(onlyDelivery(await postrider.project.publish('api_key.revoked')));
    expect(receiver.requestsTo('/ours').at(-1)?.headers).toHaveProperty('x-modelux-signature');
    await stranger.manage.completed(onlyDelivery(await stranger.project.publish('api_key.revoked')));
    expect(receiver.requestsTo('/theirs').at(-1)?.headers).not.toHaveProperty('x-modelux-signature');
    await stranger.manage.expect(200, 'PATCH', '/request-format', { json: { preset: 'default' } });
  });

  it('may have an id or an Idempotency-Key that another organization has used', async () => {
    const publish = (caller: Api, data: object, headers = {}, id?: string) =>
      caller.send('POST', '/events', { json: { type: 'experiment.completed', data, id }, headers });
    const ours = await publish(postrider.project, { whose: 'ours' }, {}, 'run-1');
    const theirs = await publish(stranger.project, { whose: 'theirs' }, {}, 'run-1');
    expect([ours.status, theirs.status]).toEqual([202, 202]);
    expect((await postrider.manage.event('run-1')).data).toEqual({ whose: 'ours' });
    expect((await stranger.manage.event('run-1')).data).toEqual({ whose: 'theirs' });

    const headers = { 'idempotency-key': 'shared' };
    const [first, second] = [
      await publish(postrider.project, { n: 1 }, headers),
      await publish(stranger.project, { n: 2 }, headers),
    ];
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(first.text).not.toBe(second.text);
  });

  it('under an id that Postrider made for another organization is its own event', async () => {
    const response = await stranger.project.publish('budget.exceeded', { secret: 'guessed' }, eventId);
    expect(response.deliveries.map(({ endpoint_id }) => endpoint_id)).not.toContain(endpointId);
    expect((await postrider.manage.event(eventId)).data).toEqual({ secret: 'ours' });
    expect((await stranger.manage.event(eventId)).data).toEqual({ secret: 'guessed' });
  });
});
