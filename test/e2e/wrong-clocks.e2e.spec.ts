import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { idTime } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import { type Receiver, type Service, setDatabaseClock, waitUntil } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { SteppedClock } from '../support/clock.js';
import { forAllTests } from '../support/for-all-tests.js';
import { type Postrider, sweepSoon } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const [minuteMs, dayMs] = [60_000, 24 * 3_600_000];
const wrongMs = 120 * dayMs;

let postrider: Postrider;
let receiver: Receiver;
let database: Database;
/** A gateway, started by the tests, and a dispatcher whose clocks the tests set. */
let clocks: { gateway: SteppedClock; dispatcher: SteppedClock };
let gateway: Service;
let dispatcher: Service;

forAllTests({ settings: { ...sweepSoon, POSTRIDER_RETENTION_DAYS: '7' }, dispatchers: 0 }, (services) => {
  ({ postrider, receiver } = services);
});

beforeAll(async () => {
  // Connections of before would not see the clock of the tests.
  await setDatabaseClock(postrider.databaseUrl, { offsetMs: 0 });
  clocks = { gateway: await SteppedClock.create(), dispatcher: await SteppedClock.create() };
  database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 30_000, name: 'e2e' });
  dispatcher = await postrider.addDispatcher(clocks.dispatcher.env);
  gateway = await postrider.unstartedGateway({ ...clocks.gateway.env, LOG_LEVEL: 'info' });
  await postrider.manage.createEndpoint({ url: receiver.url('/'), event_types: ['*'] });
});

afterAll(async () => {
  await database.end();
  await Promise.all(Object.values(clocks).map((clock) => clock.remove()));
});

afterEach(async () => {
  await gateway.end();
  await setDatabaseClock(postrider.databaseUrl, { offsetMs: 0 });
  await Promise.all(Object.values(clocks).map((clock) => clock.step(0)));
  await Promise.all([postrider.gateway, dispatcher].map(ready));
});

const says = (service: Service, text: string): Promise<unknown> =>
  service.process.waitForLine((line) => line.includes(text), { timeoutMs: patienceMs });

/** Resolves when the service is not ready for that reason. A dispatcher is asked before it has read Postgres's clock. */
const unreadyAs = (service: Service, problem: string): Promise<unknown> =>
  waitUntil(async () => service.health().then(({ code, clock = '' }) => code === 503 && clock.includes(problem)), {
    what: `the ${service.name} not to be ready: ${problem}`,
    timeoutMs: patienceMs,
  });

const ready = (service: Service): Promise<unknown> =>
  waitUntil(async () => (await service.health()).code === 200, {
    what: `the ${service.name} to be ready`,
    timeoutMs: patienceMs,
  });

/** What a clock that is ahead would make old: this week's and the coming partitions, and the keys of events. */
async function stored(): Promise<object[]> {
  const { rows } = await database.query<object>(
    `SELECT relname AS name FROM pg_class WHERE relname ~ '_\\d{8}$' AND relname ~ $1
      UNION ALL SELECT key FROM publish_keys WHERE kind = 'event_id' ORDER BY 1`,
    [new Date().getUTCFullYear().toString()],
  );
  return rows;
}

const inDefaultPartitions = async (): Promise<number> => {
  const { rows } = await database.query<{ count: number }>(
    `SELECT ((SELECT count(*) FROM published_events_other) + (SELECT count(*) FROM deliveries_other)
           + (SELECT count(*) FROM domain_events_other))::int AS count`,
  );
  return rows[0]?.count ?? 0;
};

const times = (id: string): number =>
  receiver.requestsTo('/').filter(({ headers }) => headers['webhook-id'] === id).length;

async function delivered(id: string): Promise<void> {
  const { status } = await postrider.manage.completed(id);
  expect(status).toBe('delivered');
}

describe.each([
  ['ahead of', wrongMs],
  ['behind', -wrongMs],
])('a gateway whose clock is 120 days %s Postgres’s', (direction, offsetMs) => {
  it('says so, is not ready, deletes nothing, and makes ids of the right time', async () => {
    const id = `before-${offsetMs}`;
    await delivered(onlyDelivery(await postrider.project.publish(type, {}, id)));
    const before = await stored();

    await clocks.gateway.step(offsetMs);
    await gateway.launch();
    const problem = `this machine's clock is 120 days ${direction} Postgres's (limit 5 minutes, POSTRIDER_CLOCK_TOLERANCE_MS)`;
    expect(await gateway.health()).toMatchObject({ code: 503, status: 'unavailable', clock: problem });
    await says(gateway, `${problem}: this process is not ready and deletes nothing`);

    const wrong = await postrider.projectAt(gateway).publish(type);
    const right = await postrider.project.publish(type);
    const ids = [wrong, right].flatMap((event) => [event.id, onlyDelivery(event)]);
    for (const each of ids) expect(Math.abs(idTime(each).getTime() - Date.now())).toBeLessThan(5 * minuteMs);
    expect(Math.abs(Date.parse(wrong.created_at) - Date.now())).toBeLessThan(5 * minuteMs);
    await Promise.all([wrong, right].map((event) => delivered(onlyDelivery(event))));
    const { data: listed } = await postrider.manage.deliveries('?limit=2');
    expect(listed.map((delivery) => delivery.id)).toEqual([onlyDelivery(right), onlyDelivery(wrong)]);

    expect(await inDefaultPartitions()).toBe(0);
    expect(await stored()).toEqual(before);
    await postrider.projectAt(gateway).publish(type, {}, id);
    expect(times(id)).toBe(1);

    await clocks.gateway.step(0);
    await ready(gateway);
    await says(gateway, "this machine's clock and Postgres's agree again");
  });
});

describe.each([
  ['ahead of', wrongMs],
  ['behind', -wrongMs],
])('a dispatcher whose clock is 120 days %s Postgres’s', (direction, offsetMs) => {
  it.each(['is set so', 'was so from the start'])('and %s is not ready, and delivers all the same', async (since) => {
    if (since !== 'is set so') await dispatcher.stop();
    await clocks.dispatcher.step(offsetMs);
    if (since !== 'is set so') await dispatcher.launch();
    await unreadyAs(dispatcher, `this machine's clock is 120 days ${direction} Postgres's`);
    await delivered(onlyDelivery(await postrider.project.publish(type)));
    await clocks.dispatcher.step(0);
    await ready(dispatcher);
  });
});

describe('a clock of Postgres that is set forward by 120 days', () => {
  it('keeps gateways from publishing and from deleting until it is right again', async () => {
    await gateway.start();
    const before = await stored();
    await setDatabaseClock(postrider.databaseUrl, { offsetMs: wrongMs });
    await unreadyAs(gateway, "this machine's clock is 120 days behind Postgres's");
    const refused = await postrider.projectAt(gateway).send('POST', '/events', { json: { type, data: {} } });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.text).toContain("Postgres's clock was set forward by 120 days, and this machine's was not");

    // A gateway that starts now knows no other time.
    await gateway.stop();
    await gateway.launch();
    expect((await gateway.health()).code).toBe(503);
    await says(gateway, 'this process is not ready and deletes nothing');
    expect(await stored()).toEqual(before);

    await setDatabaseClock(postrider.databaseUrl, { offsetMs: 0 });
    await ready(gateway);
    const event = await waitUntil(
      async () => {
        const response = await postrider.projectAt(gateway).send('POST', '/events', { json: { type, data: {} } });
        return response.status === 202 && (JSON.parse(response.text) as { id: string });
      },
      { what: 'an event to be accepted', timeoutMs: patienceMs },
    );
    expect(Math.abs(idTime(event.id).getTime() - Date.now())).toBeLessThan(5 * minuteMs);
  });

  it('and the gateway’s with it, drops neither this week’s events nor their ids', async () => {
    const id = 'both-wrong';
    await postrider.project.publish(type, {}, id);
    const before = await stored();
    await setDatabaseClock(postrider.databaseUrl, { offsetMs: wrongMs });
    await clocks.gateway.step(wrongMs);
    await gateway.start();
    await says(gateway, 'kept: maintenance has run on too few days since');
    await postrider.projectAt(gateway).publish(type, {}, id);
    expect(await stored()).toEqual(expect.arrayContaining(before));
  });
});
