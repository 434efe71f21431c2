import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Receiver, waitUntil } from '@postrider/testing';

import { operatorPassword, type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const endpoints = 12;
const sharded = { POSTRIDER_QUEUE_SHARDS: '3' };

let postrider: Postrider;
let receiver: Receiver;

beforeAll(async () => {
  [postrider, receiver] = await Promise.all([
    startPostrider({ settings: sweepSoon, dispatchers: 1 }),
    Receiver.start(),
  ]);
  for (let n = 0; n < endpoints; n++) {
    await postrider.manage.createEndpoint({ url: receiver.url(`/${n}`), event_types: [type] });
  }
});
afterAll(() => Promise.all([postrider.end(), receiver.stop()]));

/** Publishes an event and waits until each endpoint has it once. */
async function delivered(api: Postrider['project'], name: string): Promise<void> {
  const of = (): string[] =>
    receiver.requests.filter(({ headers }) => headers['webhook-id'] === name).map(({ path }) => path);
  await api.publish(type, {}, name);
  await waitUntil(() => new Set(of()).size === endpoints, { what: `deliveries of ${name}`, timeoutMs: patienceMs });
  expect(of().length).toBe(endpoints);
}

describe('the number of shards', () => {
  it('is raised while processes run: jobs of gateways with more shards reach dispatchers with fewer', async () => {
    await delivered(postrider.project, 'before');
    const gateway = await postrider.addGateway(sharded);
    await delivered(postrider.projectAt(gateway), 'more');
  });

  it('is lowered: jobs of all shards are delivered once by dispatchers that start with fewer', async () => {
    const gateway = await postrider.addGateway(sharded);
    for (const dispatcher of postrider.dispatchers) await dispatcher.process.stop('SIGTERM', patienceMs);
    await postrider.projectAt(gateway).publish(type, {}, 'waiting');
    await postrider.addDispatcher();
    await delivered(postrider.project, 'after');
    const waiting = receiver.requests.filter(({ headers }) => headers['webhook-id'] === 'waiting');
    expect(waiting.map(({ path }) => path).toSorted()).toEqual(
      [...new Set(waiting.map(({ path }) => path))].toSorted(),
    );
    expect(waiting.length).toBe(endpoints);
  });

  it('is seen in the queue dashboard', async () => {
    const authorization = `Basic ${Buffer.from(`operator:${operatorPassword}`).toString('base64')}`;
    const response = await fetch(`${postrider.url}/queues/api/queues`, { headers: { authorization } });
    const { queues } = (await response.json()) as { queues: { name: string }[] };
    expect(queues.map(({ name }) => name).toSorted()).toEqual([
      ...['deliver', 'deliver-1', 'deliver-2', 'replay', 'replay-1', 'replay-2', 'retry', 'retry-1', 'retry-2'],
    ]);
  });
});
