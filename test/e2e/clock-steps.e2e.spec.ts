import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver, type Service, waitUntil } from '@postrider/testing';

import { SteppedClock } from '../support/clock.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const hourMs = 3_600_000;
const failures = 3;
const count = 10;
/** Half a step: whoever counted the step as time that has passed would give up at once. */
const horizonMs = hourMs / 2;
/** Receivers refuse what is signed with another time than this much from theirs. */
const toleranceSeconds = 300;

let postrider: Postrider;
let gateway: Service;
let receiver: Receiver;
let clocks: { gateway: SteppedClock; dispatcher: SteppedClock };

beforeAll(async () => {
  clocks = { gateway: await SteppedClock.create(), dispatcher: await SteppedClock.create() };
  const settings = {
    ...sweepSoon,
    POSTRIDER_RETRY_BASE_MS: '300',
    POSTRIDER_RETRY_FACTOR: '1',
    POSTRIDER_RETRY_HORIZON_MS: String(horizonMs),
  };
  [postrider, receiver] = await Promise.all([startPostrider({ settings, dispatchers: 0 }), Receiver.start()]);
  await postrider.addDispatcher(clocks.dispatcher.env);
  gateway = await postrider.addGateway(clocks.gateway.env);
});

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
  await Promise.all(Object.values(clocks).map((clock) => clock.remove()));
});

afterEach(async () => {
  await Promise.all(Object.values(clocks).map((clock) => clock.step(0)));
  await postrider.manage.deleteEndpoints();
});

const publish = (): Promise<string[]> => postrider.projectAt(gateway).publishBatch(events()).then(deliveryIds);

describe.each([
  ['back by an hour', -hourMs],
  ['forward by an hour', hourMs],
  ['forward by 120 days', 120 * 24 * hourMs],
])('a clock that is set %s', (direction, offsetMs) => {
  it.each<[string, (keyof typeof clocks)[]]>([
    ['in the dispatcher', ['dispatcher']],
    ['in the gateway', ['gateway']],
    ['in both', ['gateway', 'dispatcher']],
  ])('%s neither keeps retries from coming nor makes one come twice', async (_, stepped) => {
    const path = `/${direction.replaceAll(' ', '-')}-${stepped.join('-')}`;
    // The first failure asks for a longer pause, in which the clock is set.
    receiver.on(path, ({ headers }) => {
      const attempt = Number(headers['x-modelux-attempt']);
      if (attempt > failures) return { status: 200 };
      return { status: 503, ...(attempt === 1 && { headers: { 'retry-after': '2' } }) };
    });
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
    const before = await publish();
    await attemptedOnce(id);

    for (const name of stepped) await clocks[name].step(offsetMs);
    const after = await publish();
    const deliveries = await postrider.manage.completedDeliveries(id);

    expect(deliveries.map((delivery) => delivery.id).toSorted()).toEqual([...before, ...after].toSorted());
    const others = deliveries.filter(
      ({ status, attempt_count }) => status !== 'delivered' || attempt_count !== failures + 1,
    );
    expect(others).toEqual([]);
    const requests = receiver.requestsTo(path);
    const attempts = requests.map(({ headers }) =>
      [headers['x-modelux-delivery'], headers['x-modelux-attempt']].join('-'),
    );
    expect(new Set(attempts).size).toBe(attempts.length);
    const seconds = Date.now() / 1_000;
    const wrong = requests.filter(
      ({ headers }) => Math.abs(Number(headers['webhook-timestamp']) - seconds) > toleranceSeconds,
    );
    expect(wrong).toEqual([]);
  });
});

const events = (): object[] => Array.from({ length: count }, (_, n) => ({ type, data: { n } }));

const deliveryIds = (published: { deliveries: { id: string }[] }[]): string[] =>
  published.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));

async function attemptedOnce(endpointId: string): Promise<void> {
  const have = async (): Promise<boolean> => {
    const { data } = await postrider.manage.deliveries(`?endpoint_id=${endpointId}&limit=250`);
    return data.length === count && data.every(({ attempt_count }) => attempt_count > 0);
  };
  await waitUntil(have, { what: 'the first attempts', timeoutMs: patienceMs });
}
