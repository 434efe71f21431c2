import { afterEach, describe, expect, it } from '@jest/globals';

import type { Endpoint } from '@postrider/contracts';
import { type Receiver, type Reply, waitUntil } from '@postrider/testing';

import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const slowAttempts = 8;
const slowAttemptsPerEndpoint = 3;

const settings = {
  POSTRIDER_DELIVER_CONCURRENCY: '4',
  POSTRIDER_SLOW_MS: '100',
  POSTRIDER_SLOW_ATTEMPTS: String(slowAttempts),
  POSTRIDER_SLOW_ATTEMPTS_PER_ENDPOINT: String(slowAttemptsPerEndpoint),
  // Far longer than a test has patience: who waits for an endpoint that hangs fails.
  POSTRIDER_ATTEMPT_TIMEOUT_MS: '300000',
};
const toHanging = 'budget.exceeded';
const toHealthy = 'routing_config.updated';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

/** A path that hangs until the returned function is called. */
function hangAt(path: string): () => void {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  receiver.on(path, () => promise);
  return () => {
    resolve({ status: 200 });
  };
}

const subscribe = (path: string, type: string): Promise<Endpoint> =>
  postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });

const publish = (type: string, count: number): Promise<unknown> =>
  postrider.project.publishBatch(Array.from({ length: count }, (_, n) => ({ type, data: { n } })));

const arrivals = (path: string): number => receiver.requestsTo(path).length;

async function arrived(path: string, count: number): Promise<void> {
  await waitUntil(() => arrivals(path) >= count, { what: `${count} requests to ${path}`, timeoutMs: patienceMs });
}

describe('an endpoint that hangs', () => {
  it('delays no other endpoint, and its parked deliveries have no attempts', async () => {
    const respond = hangAt('/hangs');
    const hanging = await subscribe('/hangs', toHanging);
    await subscribe('/healthy', toHealthy);
    for (let round = 0; round < 3; round++) {
      await publish(toHanging, 50);
      await publish(toHealthy, 50);
    }
    await arrived('/healthy', 150);
    expect(arrivals('/hangs')).toBeLessThanOrEqual(slowAttemptsPerEndpoint);
    const { data } = await postrider.manage.deliveries(`?endpoint_id=${hanging.id}&limit=250`);
    expect(data.map(({ status, attempt_count }) => [status, attempt_count])).toEqual(
      Array.from({ length: 150 }, () => ['pending', 0]),
    );

    respond();
    const completed = await postrider.manage.completedDeliveries(hanging.id);
    expect(completed.map(({ status, attempt_count }) => [status, attempt_count])).toEqual(
      Array.from({ length: 150 }, () => ['delivered', 1]),
    );
    expect(arrivals('/hangs')).toBe(150);
  });

  it('has its pending deliveries failed at once when it is deactivated, parked or not', async () => {
    const respond = hangAt('/deactivated');
    const hanging = await subscribe('/deactivated', toHanging);
    await publish(toHanging, 50);
    await arrived('/deactivated', slowAttemptsPerEndpoint);
    await postrider.manage.updateEndpoint(hanging.id, { active: false });
    const completed = await postrider.manage.completedDeliveries(hanging.id);
    expect(completed.map(({ status, failure_reason }) => [status, failure_reason])).toEqual(
      Array.from({ length: 50 }, () => ['failed', 'endpoint_inactive']),
    );
    respond();
  });

  it('delays no other endpoint, even among many that hang', async () => {
    const respond = hangAt('/crowd');
    await Promise.all(Array.from({ length: 30 }, () => subscribe('/crowd', toHanging)));
    await subscribe('/beside-the-crowd', toHealthy);
    await publish(toHealthy, 1);
    await arrived('/beside-the-crowd', 1);
    await publish(toHanging, 5);
    await publish(toHealthy, 50);
    await arrived('/beside-the-crowd', 51);
    expect(arrivals('/crowd')).toBeLessThanOrEqual(slowAttempts);
    respond();
    await arrived('/crowd', 150);
  });
});
