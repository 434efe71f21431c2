import { afterEach, describe, expect, it } from '@jest/globals';

import { eventTypes } from '@postrider/contracts';
import type { Receiver } from '@postrider/testing';

import { errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { type Postrider, sweepSoon } from '../support/postrider.js';
import { strangerNames, whoAccepts } from '../support/strangers.js';

let postrider: Postrider;
let receiver: Receiver;

// The announcement of a deactivation may be lost; then the sweep finds it.
forAllTests({ settings: sweepSoon }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const type = 'request.anomaly_detected';

/** An endpoint whose receiver asks to wait for an hour, and its pending delivery. */
async function pendingDelivery(path: string): Promise<{ endpointId: string; id: string }> {
  receiver.on(path, (_, n) => (n === 1 ? { status: 503, headers: { 'retry-after': '3600' } } : { status: 200 }));
  const endpoint = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
  const id = onlyDelivery(await postrider.project.publish(type));
  await postrider.manage.deliveryWhen(id, ({ attempt_count }) => attempt_count === 1);
  return { endpointId: endpoint.id, id };
}

describe('deactivating an endpoint', () => {
  it('fails its pending deliveries, which can be replayed once it is active again', async () => {
    const { endpointId, id } = await pendingDelivery('/paused');
    await postrider.manage.updateEndpoint(endpointId, { active: false });
    const failed = await postrider.manage.completed(id);

    expect(failed).toMatchObject({ status: 'failed', failure_reason: 'endpoint_inactive', attempt_count: 1 });
    expect(failed).toMatchObject({ next_attempt_at: null, completed_at: expect.any(String) });
    const refused = await postrider.manage.send('POST', `/deliveries/${id}/replay`);
    expect(refused.status).toBe(409);
    expect(errorOf(refused)).toMatchObject({ type: 'conflict', code: 'endpoint_inactive', id: endpointId });

    await postrider.manage.updateEndpoint(endpointId, { active: true });
    await postrider.manage.replay(id);
    const replayed = await postrider.manage.completed(id);
    expect(replayed).toMatchObject({ status: 'delivered', attempt_count: 2, failure_reason: null });
    expect(replayed.attempts.map(({ trigger }) => trigger)).toEqual(['initial', 'replay']);
  });

  it('leaves it out of what is published from then on', async () => {
    const wanted = { url: receiver.url('/off'), event_types: [type] };
    const { id } = await postrider.manage.createEndpoint(wanted);
    await postrider.manage.updateEndpoint(id, { active: false });
    expect((await postrider.project.publish(type)).deliveries).toEqual([]);

    await postrider.manage.updateEndpoint(id, { active: true });
    expect((await postrider.project.publish(type)).deliveries).toHaveLength(1);
  });
});

describe('a deleted endpoint', () => {
  it('has deliveries that cannot be replayed', async () => {
    const wanted = { url: receiver.url('/deleted'), event_types: [type] };
    const { id: endpointId } = await postrider.manage.createEndpoint(wanted);
    const { id } = await postrider.manage.completed(onlyDelivery(await postrider.project.publish(type)));
    await postrider.manage.deleteEndpoint(endpointId);

    const refused = await postrider.manage.send('POST', `/deliveries/${id}/replay`);
    expect(refused.status).toBe(409);
    expect(errorOf(refused)).toMatchObject({ type: 'conflict', code: 'endpoint_deleted', id: endpointId });
    expect(await postrider.manage.delivery(id)).toMatchObject({ status: 'delivered', attempt_count: 1 });
  });
});

describe('a test event', () => {
  it('is the example of its type, marked as a test, sent to this endpoint alone whatever it subscribes to', async () => {
    const create = (path: string, event_types: string[]) =>
      postrider.manage.createEndpoint({ url: receiver.url(path), event_types });
    const { id, signing_secret } = await create('/tested', ['api_key.revoked']);
    await create('/bystander', ['*']);
    const delivery = await postrider.manage.sendTest(id, 'budget.threshold_reached');

    expect(delivery).toStrictEqual({
      id: expect.stringMatching(/^whd_/),
      endpoint_id: id,
      event_id: expect.stringMatching(/^evt_/),
      event_type: 'budget.threshold_reached',
      status: 'pending',
      test: true,
      attempt_count: 0,
      response_status: null,
      failure_reason: null,
      created_at: expect.any(String),
      next_attempt_at: expect.any(String),
      completed_at: null,
    });
    const { payload } = await postrider.manage.completed(delivery.id);
    const [request] = receiver.requestsTo('/tested');
    if (!request) throw new Error('nothing was received');
    expect(JSON.parse(request.rawBody)).toStrictEqual({
      id: delivery.event_id,
      type: 'budget.threshold_reached',
      timestamp: delivery.created_at,
      test: true,
      data: eventTypes.find((each) => each.type === 'budget.threshold_reached')?.example,
    });
    expect(payload).toEqual(JSON.parse(request.rawBody));
    expect(whoAccepts(signing_secret, request)).toEqual(strangerNames);
    const event = await postrider.manage.event(delivery.event_id);
    expect(event).toMatchObject({ test: true, deliveries: [{ id: delivery.id, endpoint_id: id }] });
    expect(receiver.requestsTo('/bystander')).toEqual([]);
  });

  it('reaches an endpoint that is inactive, and is retried there', async () => {
    receiver.on('/inactive', (_, n) => ({ status: n === 1 ? 500 : 200 }));
    const wanted = { url: receiver.url('/inactive'), event_types: ['*'], active: false };
    const endpoint = await postrider.manage.createEndpoint(wanted);
    const { id } = await postrider.manage.sendTest(endpoint.id, 'budget.exceeded');

    expect(await postrider.manage.completed(id)).toMatchObject({ status: 'delivered', test: true, attempt_count: 2 });
    expect(await postrider.manage.endpoint(endpoint.id)).toMatchObject({ active: false });
  });
});
