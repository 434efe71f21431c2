import { describe, expect, it } from '@jest/globals';

import { type Receiver, waitUntil } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { historyOf } from '../support/history.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

let postrider: Postrider;
let receiver: Receiver;

const settings = { POSTRIDER_FAILING_AFTER_MS: '6000', POSTRIDER_RETRY_MAX_MS: '200' };
forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

describe('an endpoint that fails every attempt for too long', () => {
  it('is deactivated with the reason, its pending deliveries fail, and activation restarts the count', async () => {
    receiver.on('/broken', { status: 500 });
    // Fails three times of four.
    receiver.on('/flaky', (_, n) => ({ status: n % 4 === 0 ? 200 : 500 }));
    const event_types = ['budget.exceeded'];
    const broken = await postrider.manage.createEndpoint({ url: receiver.url('/broken'), event_types });
    const flaky = await postrider.manage.createEndpoint({ url: receiver.url('/flaky'), event_types });

    const deactivated = await waitUntil(
      async () => {
        await postrider.project.publish('budget.exceeded');
        const endpoint = await postrider.manage.endpoint(broken.id);
        return !endpoint.active && endpoint;
      },
      { what: 'the endpoint to be deactivated', timeoutMs: patienceMs, intervalMs: 200 },
    );
    expect(deactivated).toMatchObject({ active: false, disabled_reason: 'failing' });
    expect(await postrider.manage.endpoint(flaky.id)).toMatchObject({ active: true, disabled_reason: null });
    expect((await historyOf(postrider.admin, broken.id)).at(-1)).toMatchObject({
      type: 'EndpointDeactivated',
      data: { reason: 'failing' },
    });
    const deliveries = await postrider.manage.completedDeliveries(broken.id);
    expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set(['failed']));

    receiver.on('/broken', { status: 200 });
    await postrider.manage.deleteEndpoint(flaky.id);
    expect(await postrider.manage.updateEndpoint(broken.id, { active: true })).toMatchObject({
      active: true,
      disabled_reason: null,
    });
    const delivery = onlyDelivery(await postrider.project.publish('budget.exceeded'));
    expect(await postrider.manage.completed(delivery)).toMatchObject({ status: 'delivered' });
  });
});
