import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver } from '@postrider/testing';

import { historyOf } from '../support/history.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { patienceMs } from '../support/service.js';

let postrider: Postrider;
let receiver: Receiver;

beforeAll(async () => {
  const settings = {
    POSTRIDER_DELIVER_CONCURRENCY: '20',
    POSTRIDER_RETRY_CONCURRENCY: '20',
    POSTRIDER_ATTEMPT_TIMEOUT_MS: '2000',
    POSTRIDER_PROMPT_MS: '500',
    POSTRIDER_THROTTLE_MAX_MS: '3000',
  };
  [postrider, receiver] = await Promise.all([startPostrider({ settings }), Receiver.start()]);
});

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
});

const hangingType = 'provider.health_changed';
const healthyType = 'budget.exceeded';
const eventsOf = (type: string, count: number): object[] =>
  Array.from({ length: count }, (_, n) => ({ type, data: { n } }));

describe('endpoints that hang', () => {
  it('hold up no delivery to an endpoint that answers, and get everything once they answer', async () => {
    let isHanging = true;
    const hanging = await Promise.all(
      Array.from({ length: 10 }, (_, i) => {
        receiver.on(`/hanging-${i}`, () => (isHanging ? 'hang' : { status: 200 }));
        return postrider.manage.createEndpoint({ url: receiver.url(`/hanging-${i}`), event_types: [hangingType] });
      }),
    );
    const healthy = await postrider.manage.createEndpoint({
      url: receiver.url('/healthy'),
      event_types: [healthyType],
    });

    // 400 deliveries that hang for 2 seconds each: 40 seconds of all 20 places.
    await postrider.project.publishBatch(eventsOf(hangingType, 40));
    await receiver.waitFor(({ path }) => path.startsWith('/hanging'), { timeoutMs: patienceMs });
    const start = Date.now();
    await postrider.project.publishBatch(eventsOf(healthyType, 200));
    const delivered = await postrider.manage.settledDeliveries(healthy.id);
    const tookMs = Date.now() - start;

    expect(delivered.map(({ status, attempt_count }) => [status, attempt_count])).toEqual(
      Array(200).fill(['delivered', 1]),
    );
    expect(tookMs).toBeLessThan(20_000);
    for (const { id } of hanging) {
      const { data } = await postrider.manage.deliveries(`?endpoint_id=${id}&limit=250`);
      expect(data.filter(({ status }) => status === 'pending')).toHaveLength(40);
    }

    // What was put off was not tried: nothing is on record, and the receiver has seen nothing of it.
    const pages = await Promise.all(
      hanging.map(({ id }) => postrider.manage.deliveries(`?endpoint_id=${id}&limit=250`)),
    );
    const untried = pages.flatMap(({ data }) => data).find(({ attempt_count }) => attempt_count === 0);
    if (!untried) throw new Error('no delivery was put off');
    expect(untried.failure_reason).toBeNull();

    isHanging = false;
    for (const [i, { id }] of hanging.entries()) {
      const all = await postrider.manage.settledDeliveries(id);
      expect(all.map(({ status }) => status)).toEqual(Array(40).fill('delivered'));
      // Each request is an attempt on record, and the other way round.
      const attempts = all.reduce((sum, { attempt_count }) => sum + attempt_count, 0);
      expect(receiver.requestsTo(`/hanging-${i}`)).toHaveLength(attempts);
    }
    const history = await historyOf(postrider.admin, untried.id);
    const numbers = history.filter((entry) => entry.type.startsWith('Attempt')).map(({ data }) => data.number);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });
});

describe('a new endpoint', () => {
  it('gets a burst without long pauses', async () => {
    const endpoint = await postrider.manage.createEndpoint({
      url: receiver.url('/burst'),
      event_types: ['api_key.revoked'],
    });
    const start = Date.now();
    await postrider.project.publishBatch(eventsOf('api_key.revoked', 1_000));
    const all = await postrider.manage.settledDeliveries(endpoint.id);
    const tookMs = Date.now() - start;
    expect(all.filter(({ status, attempt_count }) => status === 'delivered' && attempt_count === 1)).toHaveLength(
      1_000,
    );
    expect(tookMs).toBeLessThan(20_000);
  });
});
