import { afterEach, describe, expect, it } from '@jest/globals';

import type { Endpoint } from '@postrider/contracts';
import type { Receiver } from '@postrider/testing';

import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({ dispatchers: 2 }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const subscribe = (path: string, rate_limit: number | null): Promise<Endpoint> =>
  postrider.manage.createEndpoint({ url: receiver.url(path), event_types: ['budget.exceeded'], rate_limit });

const publish = (count: number): Promise<unknown> =>
  postrider.project.publishBatch(Array.from({ length: count }, (_, n) => ({ type: 'budget.exceeded', data: { n } })));

describe('the rate limit of an endpoint', () => {
  it('applies to all dispatchers together, and delays attempts without dropping them', async () => {
    const [rate, count] = [20, 60];
    const endpoint = await subscribe('/paced', rate);
    expect(endpoint.rate_limit).toBe(rate);
    const startedAt = Date.now();
    await publish(count);
    const deliveries = await postrider.manage.completedDeliveries(endpoint.id);
    expect(deliveries.map(({ status, attempt_count }) => [status, attempt_count])).toEqual(
      Array.from({ length: count }, () => ['delivered', 1]),
    );
    expect(receiver.requestsTo('/paced')).toHaveLength(count);
    // A tenth of a second's worth may go out at once; no machine is too slow for this bound.
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(((count - rate / 10) / rate) * 1_000);
  });

  it.each([
    ['customer', 20, null],
    ['organization', null, 20],
  ])('is that of its %s if it has none, for all endpoints of the customer together', async (_, own, ofAll) => {
    const [rate, count] = [20, 30];
    await postrider.manage.putCustomer('paced', { rate_limit: own });
    await postrider.manage.updateCustomerLimits({ rate_limit: ofAll });
    const ofCustomer = async (path: string, rate_limit: number | null = null) =>
      (
        await postrider.manage.createEndpoint({
          ...{ url: receiver.url(path), event_types: ['budget.exceeded'], rate_limit, customer: 'paced' },
        })
      ).id;
    const shared = [await ofCustomer('/shared/a'), await ofCustomer('/shared/b')];
    const alone = await ofCustomer('/alone', 1_000);
    const startedAt = Date.now();
    const event = { type: 'budget.exceeded', data: {}, customer: 'paced' };
    await postrider.project.publishBatch(Array.from({ length: count }, () => event));
    expect(await postrider.manage.completedDeliveries(alone)).toHaveLength(count);
    for (const id of shared) expect(await postrider.manage.completedDeliveries(id)).toHaveLength(count);
    const requests = 2 * count;
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(((requests - rate / 10) / rate) * 1_000);
    await postrider.manage.expect(204, 'DELETE', '/customers/paced');
    await postrider.manage.updateCustomerLimits({ rate_limit: null });
  });

  it('does not delay other endpoints', async () => {
    await subscribe('/one-a-second', 1);
    await subscribe('/unlimited', null);
    await publish(100);
    await receiver.waitFor(() => receiver.requestsTo('/unlimited').length === 100, { timeoutMs: patienceMs });
    expect(receiver.requestsTo('/one-a-second').length).toBeLessThan(100);
  });

  it('can be removed: waiting attempts are sent', async () => {
    const endpoint = await subscribe('/lifted', 1);
    await publish(200);
    await receiver.waitFor(({ path }) => path === '/lifted', { timeoutMs: patienceMs });
    expect(await postrider.manage.updateEndpoint(endpoint.id, { rate_limit: null })).toMatchObject({
      rate_limit: null,
    });
    // At one a second this would take longer than the test has patience.
    expect(await postrider.manage.completedDeliveries(endpoint.id)).toHaveLength(200);
    expect(receiver.requestsTo('/lifted')).toHaveLength(200);
  });
});
