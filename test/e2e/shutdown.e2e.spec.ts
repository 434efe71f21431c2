import { once } from 'node:events';
import { connect } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { type Receiver, waitUntil } from '@postrider/testing';

import type { ApiResponse } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { type Postrider, sweepSoon } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const concurrency = 10;

let postrider: Postrider;
let receiver: Receiver;

const settings = { ...sweepSoon, POSTRIDER_DELIVER_CONCURRENCY: String(concurrency), POSTRIDER_JOB_LOCK_MS: '15000' };
forAllTests({ settings, dispatchers: 0 }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const type = 'provider.health_changed';
const clean = { code: 0, signal: null };

describe('SIGTERM of a dispatcher in the middle of slow attempts', () => {
  it('interrupts and loses no attempt: each delivery is sent once', async () => {
    receiver.on('/slow', (_, n) => ({ status: 200, body: 'at last', ...(n <= concurrency && { delayMs: 2_000 }) }));
    await postrider.manage.createEndpoint({ url: receiver.url('/slow'), event_types: [type] });
    const events = Array.from({ length: 3 * concurrency }, (_, n) => ({ type, data: { n } }));
    const published = await postrider.project.publishBatch(events);
    const ids = published.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
    const first = await postrider.addDispatcher();
    await receiver.waitFor(concurrency, { timeoutMs: patienceMs });

    first.process.signal('SIGTERM');
    expect(await first.process.waitForExit(patienceMs)).toEqual(clean);
    const begun = receiver.requestsTo('/slow').map(({ headers }) => headers['x-modelux-delivery']);
    const { data } = await postrider.manage.deliveries('?status=delivered');
    expect(data.map(({ id }) => id).toSorted()).toEqual(begun.toSorted());

    await postrider.addDispatcher();
    for (const id of ids) {
      expect(await postrider.manage.completed(id)).toMatchObject({
        status: 'delivered',
        attempts: [{ number: 1, trigger: 'initial', response_body: 'at last' }],
      });
    }
    const sent = receiver.requestsTo('/slow').map(({ headers }) => headers['x-modelux-delivery']);
    expect(sent.toSorted()).toEqual(ids.toSorted());
  });
});

describe('SIGTERM of the gateway in the middle of publishing', () => {
  it('responds to accepted calls and ends; every call with a 202 is delivered', async () => {
    await postrider.manage.createEndpoint({ url: receiver.url('/published'), event_types: [type] });
    const accepted: string[] = [];
    const refused: ApiResponse[] = [];
    let isOver = false;
    const publish = async (id: string): Promise<void> => {
      const response = await postrider.project.send('POST', '/events', { json: { type, data: {}, id } });
      if (response.status === 202) accepted.push(id);
      else refused.push(response);
    };
    const producers = Array.from({ length: 8 }, async (_, producer) => {
      for (let n = 0; !isOver; n++) {
        await publish(`${producer}-${n}`).catch(() => {
          isOver = true;
        });
      }
    });
    await waitUntil(() => accepted.length >= 100, { what: '100 events to be accepted', timeoutMs: patienceMs });
    postrider.gateway.process.signal('SIGTERM');

    expect(await postrider.gateway.process.waitForExit(patienceMs)).toEqual(clean);
    await Promise.all(producers);
    expect(refused).toEqual([]);
    const received = (): Set<unknown> =>
      new Set(receiver.requestsTo('/published').map(({ headers }) => headers['webhook-id']));
    await waitUntil(() => accepted.every((id) => received().has(id)), {
      what: `${accepted.length} accepted events to arrive`,
      timeoutMs: patienceMs,
    });
    await postrider.gateway.start();
    expect((await postrider.manage.event(accepted.at(-1) ?? '')).deliveries).toHaveLength(1);
  });
});

describe('SIGTERM of the gateway while a client is connected that has asked for nothing yet', () => {
  it('does not wait for it', async () => {
    const { hostname, port } = new URL(postrider.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    postrider.gateway.process.signal('SIGTERM');
    expect(await postrider.gateway.process.waitForExit(patienceMs)).toEqual(clean);
    await closed;
    await postrider.gateway.start();
  });
});
