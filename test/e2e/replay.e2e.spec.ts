import { afterEach, describe, expect, it } from '@jest/globals';

import type { DeliveryDetail } from '@postrider/contracts';
import type { Receiver } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { historyOf } from '../support/history.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';
import { strangerNames, whoAccepts } from '../support/strangers.js';

let postrider: Postrider;
let receiver: Receiver;

// One retry soon, the next one past the horizon: two attempts in every budget.
const settings = {
  POSTRIDER_RETRY_BASE_MS: '300',
  POSTRIDER_RETRY_FACTOR: '100',
  POSTRIDER_RETRY_JITTER: '0',
  POSTRIDER_RETRY_HORIZON_MS: '29000',
};
forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

async function publishTo(path: string): Promise<{ id: string; secret: string }> {
  const wanted = { url: receiver.url(path), event_types: ['experiment.completed'] };
  const { signing_secret } = await postrider.manage.createEndpoint(wanted);
  const event = await postrider.project.publish('experiment.completed', { '2': 'two', '1': 'one' });
  return { id: onlyDelivery(event), secret: signing_secret };
}

const triggers = ({ attempts }: DeliveryDetail): [number, string][] =>
  attempts.map(({ number, trigger }) => [number, trigger]);

describe('a replay', () => {
  it('of a delivered delivery sends the same payload and id again, signed anew, on the same delivery', async () => {
    const { id, secret } = await publishTo('/again');
    const first = await postrider.manage.completed(id);
    const { attempts, payload, envelope, response_body, retry_schedule, ...summary } = first;
    expect([envelope, retry_schedule]).toEqual(['default', null]);

    const replayed = await postrider.manage.replay(id);
    expect(replayed).toStrictEqual({
      ...summary,
      status: 'pending',
      next_attempt_at: expect.any(String),
      completed_at: null,
    });
    const second = await postrider.manage.completed(id);
    expect(second).toMatchObject({ status: 'delivered', attempt_count: 2, payload, response_body });
    expect(second.attempts[0]).toEqual(attempts[0]);
    expect(triggers(second)).toEqual([
      [1, 'initial'],
      [2, 'replay'],
    ]);
    const [one, two, ...others] = receiver.requestsTo('/again');
    if (!one || !two) throw new Error('two requests were expected');
    expect(others).toEqual([]);
    expect(two.rawBodyBuffer.equals(one.rawBodyBuffer)).toBe(true);
    expect(two.headers).toMatchObject({
      'webhook-id': one.headers['webhook-id'],
      'x-modelux-delivery': id,
      'x-modelux-attempt': '2',
    });
    expect(whoAccepts(secret, two)).toEqual(strangerNames);
  });

  it('of a failed delivery has a fresh retry budget, and its attempts are counted on', async () => {
    let isUp = false;
    receiver.on('/outage', () => ({ status: isUp ? 200 : 500 }));
    const { id } = await publishTo('/outage');
    expect(await postrider.manage.completed(id)).toMatchObject({ status: 'failed', attempt_count: 2 });

    await postrider.manage.replay(id);
    const stillDown = await postrider.manage.completed(id);
    expect(stillDown).toMatchObject({ status: 'failed', attempt_count: 4, failure_reason: 'http_error' });
    isUp = true;
    await postrider.manage.replay(id);
    const recovered = await postrider.manage.completed(id);

    expect(recovered).toMatchObject({ status: 'delivered', failure_reason: null, response_status: 200 });
    expect(triggers(recovered)).toEqual([
      [1, 'initial'],
      [2, 'retry'],
      [3, 'replay'],
      [4, 'retry'],
      [5, 'replay'],
    ]);
    const numbers = receiver.requestsTo('/outage').map(({ headers }) => headers['x-modelux-attempt']);
    expect(numbers).toEqual(['1', '2', '3', '4', '5']);
  });

  it('of a pending delivery brings its next attempt forward', async () => {
    receiver.on('/waiting', (_, n) => (n === 1 ? { status: 503, headers: { 'retry-after': '25' } } : { status: 200 }));
    const { id } = await publishTo('/waiting');
    const pending = await postrider.manage.deliveryWhen(id, ({ attempt_count }) => attempt_count === 1);
    const replayed = await postrider.manage.replay(id);

    expect(pending.status).toBe('pending');
    expect(Date.parse(replayed.next_attempt_at ?? '')).toBeLessThan(Date.parse(pending.next_attempt_at ?? ''));
    expect(triggers(await postrider.manage.completed(id))).toEqual([
      [1, 'initial'],
      [2, 'replay'],
    ]);
  });

  it('asked for while an attempt is under way is still made when that attempt fails', async () => {
    const response = Promise.withResolvers<undefined>();
    receiver.on('/under-way', async (_, n) => {
      if (n > 1) return { status: 200 };
      await response.promise;
      return { status: 500 };
    });
    const { id } = await publishTo('/under-way');
    await receiver.waitFor(({ path }) => path === '/under-way', { timeoutMs: patienceMs });
    await postrider.manage.replay(id);
    response.resolve(undefined);

    const delivery = await postrider.manage.completed(id);
    expect(triggers(delivery).map(([number]) => number)).toEqual(delivery.attempts.map((_, i) => i + 1));
    expect(delivery.status).toBe('delivered');
    expect(delivery.attempts.at(-1)).toMatchObject({ trigger: 'replay', response_status: 200 });
  });

  it('asked for ten times at the same moment leaves one consistent history', async () => {
    const { id } = await publishTo('/ten');
    await postrider.manage.completed(id);
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => postrider.manage.send('POST', `/deliveries/${id}/replay`)),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(202));

    const delivery = await postrider.manage.completed(id);
    const history = await historyOf(postrider.admin, id);
    const count = (type: string): number => history.filter((entry) => entry.type === type).length;
    expect(history.map(({ version }) => version)).toEqual(history.map((_, i) => i + 1));
    expect(history.slice(0, 2).map(({ type }) => type)).toEqual(['DeliveryScheduled', 'AttemptSucceeded']);
    expect(history.at(-1)?.type).toBe('AttemptSucceeded');
    expect(count('ReplayRequested')).toBe(10);
    expect(delivery.attempt_count).toBe(count('AttemptSucceeded'));
    expect(triggers(delivery)).toEqual(delivery.attempts.map((_, i) => [i + 1, i === 0 ? 'initial' : 'replay']));
  });
});
