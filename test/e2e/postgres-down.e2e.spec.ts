import { afterEach, describe, expect, it } from '@jest/globals';

import type { Database } from '@postrider/event-store';
import { type Receiver, waitUntil } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { expectUnavailable } from '../support/expect-error.js';
import { forAllTestsOnOwnPostgres } from '../support/for-all-tests.js';
import type { OwnPostgres } from '../support/postgres.js';
import { type Postrider, sweepSoon } from '../support/postrider.js';
import { publishUntil } from '../support/producers.js';
import { committedEvents } from '../support/records.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const endpoints = ['/one', '/two'];
/** As many as two new endpoints are sent at once. */
const concurrency = 16;

let postgres: OwnPostgres;
let postrider: Postrider;
let receiver: Receiver;
let database: Database;

const settings = { ...sweepSoon, POSTRIDER_DELIVER_CONCURRENCY: String(concurrency) };
forAllTestsOnOwnPostgres({ settings }, (services) => {
  ({ postgres, postrider, receiver, database } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const processes = (): number[] => [postrider.gateway, ...postrider.dispatchers].map((service) => service.process.pid);

const health = async (path: string): Promise<number> => (await fetch(`${postrider.url}/health/${path}`)).status;

const isBack = (): Promise<true> =>
  waitUntil(async () => (await health('ready')) === 200, { what: 'the gateway to be ready', timeoutMs: patienceMs });

describe.each(['SIGQUIT', 'SIGKILL'] as const)('Postgres ended by %s, for a while', (signal) => {
  const path = (endpoint: string): string => `${endpoint}-${signal}`;
  const idsAt = (endpoint: string): unknown[] =>
    receiver.requestsTo(path(endpoint)).map(({ headers }) => headers['webhook-id']);

  it('gives calls 503, stores nothing partially and ends no process; repeated calls publish once, and all is delivered once', async () => {
    const outage = Promise.withResolvers<undefined>();
    const created = await Promise.all(
      endpoints.map((endpoint) => {
        receiver.on(path(endpoint), async () => {
          await outage.promise;
          return { status: 200 };
        });
        return postrider.manage.createEndpoint({ url: receiver.url(path(endpoint)), event_types: [type] });
      }),
    );
    const before = processes();

    let isDown = false;
    const publishing = publishUntil(postrider.project, {
      type,
      prefix: signal,
      isOver: ({ refused }) => isDown && refused.length >= 50,
    });
    await receiver.waitFor(() => endpoints.flatMap(idsAt).length === concurrency, { timeoutMs: patienceMs });
    await postgres.kill(signal);
    isDown = true;
    // Responses that arrive now cannot be recorded until Postgres is back.
    outage.resolve(undefined);
    const { accepted, refused, calls } = await publishing;
    for (const { response } of refused) expectUnavailable(response);
    await expectManagementUnavailable(created[0]?.id ?? '');
    await waitUntil(async () => (await health('ready')) === 503, { what: '503', timeoutMs: patienceMs });
    expect(await health('live')).toBe(200);

    await postgres.start();
    await isBack();
    const committed = await committedEvents(database);
    const ofThis = committed.filter(({ event_id }) => event_id.startsWith(signal));
    expect(ofThis.filter((event) => !isWhole(event))).toEqual([]);
    const present = new Set(ofThis.map(({ event_id }) => event_id));
    expect(accepted.flatMap(({ ids }) => ids).filter((id) => !present.has(id))).toEqual([]);
    const halved = calls.filter(({ ids }) => new Set(ids.map((id) => present.has(id))).size > 1);
    expect(halved).toEqual([]);

    for (const { repeat } of refused) expect((await repeat()).status).toBe(202);
    const ids = calls.flatMap((call) => call.ids).toSorted();
    const whole = (await committedEvents(database)).filter(({ event_id }) => event_id.startsWith(signal));
    expect(whole.filter((event) => !isWhole(event))).toEqual([]);
    expect(whole.map(({ event_id }) => event_id).toSorted()).toEqual(ids);
    for (const { id } of created) {
      const deliveries = await postrider.manage.completedDeliveries(id);
      expect(deliveries.filter(({ status, attempt_count }) => status !== 'delivered' || attempt_count !== 1)).toEqual(
        [],
      );
    }
    for (const endpoint of endpoints) expect(idsAt(endpoint).toSorted()).toEqual(ids);
    expect(processes()).toEqual(before);
  });

  it('makes a retry that falls due meanwhile once, afterwards', async () => {
    receiver.on(path('/retried'), (_, n) =>
      n === 1 ? { status: 503, headers: { 'retry-after': '1' } } : { status: 200 },
    );
    await postrider.manage.createEndpoint({ url: receiver.url(path('/retried')), event_types: [type] });
    const id = onlyDelivery(await postrider.project.publish(type));
    await postrider.manage.deliveryWhen(id, ({ attempt_count }) => attempt_count === 1);

    await postgres.kill(signal);
    // Longer than the retry is away.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await postgres.start();
    await isBack();

    expect(await postrider.manage.completed(id)).toMatchObject({ status: 'delivered', attempt_count: 2 });
    expect(receiver.requestsTo(path('/retried'))).toHaveLength(2);
  });
});

/** One event, one delivery to each endpoint, in the log as in the read models. */
function isWhole(event: Awaited<ReturnType<typeof committedEvents>>[number]): boolean {
  const { announced, published_in_log, scheduled_in_log, deliveries } = event;
  const expected = endpoints.length;
  return published_in_log === 1 && [announced, scheduled_in_log, deliveries].every((count) => count === expected);
}

async function expectManagementUnavailable(endpointId: string): Promise<void> {
  const calls: [string, string, object?][] = [
    ['GET', '/endpoints'],
    ['GET', `/endpoints/${endpointId}`],
    ['GET', '/events'],
    ['GET', '/deliveries'],
    ['POST', '/endpoints', { url: receiver.url('/never'), event_types: ['*'] }],
    ['PATCH', `/endpoints/${endpointId}`, { description: 'never' }],
    ['POST', `/endpoints/${endpointId}/rotate-secret`],
    ['POST', `/endpoints/${endpointId}/test`, { event_type: type }],
    ['DELETE', `/endpoints/${endpointId}`],
  ];
  for (const [method, path, json] of calls) {
    expectUnavailable(await postrider.manage.send(method, path, json && { json }));
  }
}
