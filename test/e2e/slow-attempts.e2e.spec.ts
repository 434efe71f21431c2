import { afterEach, describe, expect, it } from '@jest/globals';

import { type Receiver, type Reply } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const slowMs = 50;
const timeoutMs = 4_000;
const settings = {
  POSTRIDER_SLOW_MS: String(slowMs),
  POSTRIDER_ATTEMPT_TIMEOUT_MS: String(timeoutMs),
  POSTRIDER_JOB_LOCK_MS: '1000',
};

let postrider: Postrider;
let receiver: Receiver;

forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

/** A delivery of which the first attempt hangs until `respond` is called. The attempt is slow, so that its slot is free. */
async function slowDelivery(path: string): Promise<{ id: string; respond: () => void }> {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  receiver.on(path, (_, n) => (n === 1 ? promise : { status: 200 }));
  await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: ['budget.exceeded'] });
  const id = onlyDelivery(await postrider.project.publish('budget.exceeded'));
  await receiver.waitFor((request) => request.path === path, { timeoutMs: patienceMs });
  await new Promise((pass) => setTimeout(pass, 10 * slowMs));
  return {
    id,
    respond: () => {
      resolve({ status: 200, body: 'at last' });
    },
  };
}

describe('a slow attempt', () => {
  it('is recorded like any other attempt', async () => {
    const { id, respond } = await slowDelivery('/recorded');
    respond();
    expect(await postrider.manage.completed(id)).toMatchObject({
      status: 'delivered',
      attempt_count: 1,
      response_body: 'at last',
    });
    expect(receiver.requestsTo('/recorded')).toHaveLength(1);
  });

  it('is followed by exactly one retry when it times out', async () => {
    const { id } = await slowDelivery('/times-out');
    const { status, attempts } = await postrider.manage.completed(id);
    expect(status).toBe('delivered');
    expect(attempts.map(({ number, trigger, response_status }) => [number, trigger, response_status])).toEqual([
      [1, 'initial', null],
      [2, 'retry', 200],
    ]);
    expect(receiver.requestsTo('/times-out')).toHaveLength(2);
  });

  it('ends and is recorded before its dispatcher stops', async () => {
    const { id, respond } = await slowDelivery('/stopped');
    const [dispatcher] = postrider.dispatchers;
    const stopped = dispatcher?.stop();
    respond();
    expect(await stopped).toEqual({ code: 0, signal: null });
    expect(await postrider.manage.delivery(id)).toMatchObject({ status: 'delivered', attempt_count: 1 });
    await dispatcher?.start();
    expect(receiver.requestsTo('/stopped')).toHaveLength(1);
  });

  it('is made again when its dispatcher is killed', async () => {
    const { id } = await slowDelivery('/killed');
    const [dispatcher] = postrider.dispatchers;
    await dispatcher?.kill();
    await dispatcher?.start();
    expect(await postrider.manage.completed(id)).toMatchObject({ status: 'delivered', attempt_count: 1 });
    expect(receiver.requestsTo('/killed')).toHaveLength(2);
  });
});
