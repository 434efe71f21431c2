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

/** Waits until each endpoint has an event, and expects that each has it once. */
async function arrived(name: string): Promise<void> {
  const paths = (): string[] =>
    receiver.requests.filter(({ headers }) => headers['webhook-id'] === name).map(({ path }) => path);
  await waitUntil(() => new Set(paths()).size === endpoints, { what: `deliveries of ${name}`, timeoutMs: patienceMs });
  // Once a delivery is recorded, a second job of it would send nothing.
  const isRecorded = async (): Promise<boolean> =>
    (await postrider.manage.deliveries('?status=pending&limit=1')).data.length === 0;
  await waitUntil(isRecorded, { what: 'nothing to be pending', timeoutMs: patienceMs });
  expect(paths().length).toBe(endpoints);
}

describe('the number of shards', () => {
  it('is raised while processes run: jobs of gateways with more shards reach dispatchers with fewer', async () => {
    await postrider.project.publish(type, {}, 'before');
    await arrived('before');
    const gateway = await postrider.addGateway(sharded);
    await postrider.projectAt(gateway).publish(type, {}, 'more');
    await arrived('more');
  });

  it('is lowered: jobs of all shards are delivered once by dispatchers that start with fewer', async () => {
    const gateway = await postrider.addGateway(sharded);
    for (const dispatcher of postrider.dispatchers) await dispatcher.process.stop('SIGTERM', patienceMs);
    await postrider.projectAt(gateway).publish(type, {}, 'waiting');
    await postrider.addDispatcher();
    await postrider.project.publish(type, {}, 'after');
    await arrived('waiting');
    await arrived('after');
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
