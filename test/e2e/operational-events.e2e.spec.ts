import { afterEach, describe, expect, it } from '@jest/globals';

import { operationalEventTypes } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import { type Receiver, waitUntil } from '@postrider/testing';

import { type Api, errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { patienceMs } from '../support/patience.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { RedisIngestProducer } from '../support/redis-ingest.js';

let postrider: Postrider;
let receiver: Receiver;

const settings = {
  POSTRIDER_ALERT_INTERVAL_MS: '50',
  POSTRIDER_ALERT_FAILING_AFTER_MS: '300',
  POSTRIDER_ALERT_WINDOW_MS: '1000',
  POSTRIDER_ROLLUP_INTERVAL_MS: '100',
  POSTRIDER_RETRY_MAX_MS: '200',
  POSTRIDER_RETRY_HORIZON_MS: '2000',
  POSTRIDER_SECRET_OVERLAP_MS: '6000',
  // A gateway that is killed may not have added its jobs.
  ...sweepSoon,
};
forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

interface Alert {
  id: string;
  type: string;
  data: Record<string, unknown>;
}

/** The operational events that a path got, each once. */
function alertsAt(path: string): Alert[] {
  const received = receiver.requestsTo(path).map(({ rawBody }) => JSON.parse(rawBody) as Alert);
  const operational = received.filter(({ type }) => type.startsWith('postrider.'));
  return [...new Map(operational.map((alert) => [alert.id, alert])).values()];
}

function alert(path: string, type: string, data: object): Promise<Alert> {
  const find = (): Promise<Alert | undefined> =>
    Promise.resolve(alertsAt(path).find((each) => each.type === type && isPart(data, each.data)));
  return waitUntil(find, { what: `${type} at ${path}`, timeoutMs: patienceMs });
}

const isPart = (part: object, data: Record<string, unknown>): boolean =>
  Object.entries(part).every(([name, value]) => JSON.stringify(data[name]) === JSON.stringify(value));

const type = 'budget.exceeded';

const create = async (path: string, event_types: string[], given: object = {}, api: Api = postrider.manage) =>
  (await api.createEndpoint({ url: receiver.url(path), event_types, ...given })).id;

/** Resolves when alerts of what has happened so far have been decided: a later failure is reported in the same order. */
async function sentinel(path: string, name: string): Promise<void> {
  receiver.on(`/${name}`, { status: 500 });
  const endpoint_id = await create(`/${name}`, ['api_key.revoked']);
  await postrider.project.publish('api_key.revoked');
  await alert(path, 'postrider.delivery.failed', { endpoint_id });
}

describe('an endpoint that subscribes to postrider.*', () => {
  it('hears that another one fails, has recovered and is deactivated, while one with * hears nothing', async () => {
    let status = 500;
    receiver.on('/subject', () => ({ status }));
    await create('/alerts', ['postrider.*']);
    await create('/everything', ['*']);
    const endpoint_id = await create('/subject', [type]);
    const about = { endpoint_id, url: receiver.url('/subject') };
    await postrider.project.publish(type);
    const failing = await alert('/alerts', 'postrider.endpoint.failing', about);
    expect(failing.data).toStrictEqual({
      ...about,
      failing_since: expect.any(String),
      failed_attempts: expect.any(Number),
      last_failure: { reason: 'http_error', response_status: 500, at: expect.any(String) },
    });

    status = 200;
    await postrider.project.publish(type);
    const recovered = await alert('/alerts', 'postrider.endpoint.recovered', about);
    expect(recovered.data.failing_since).toBe(failing.data.failing_since);

    await postrider.manage.updateEndpoint(endpoint_id, { active: false });
    const deactivated = await alert('/alerts', 'postrider.endpoint.deactivated', about);
    expect(deactivated.data).toMatchObject({
      reason: 'manual',
      actor: { via: 'api', key_id: expect.stringMatching(/^key_/) },
    });
    const types = alertsAt('/alerts').map((each) => each.type);
    for (const once of ['failing', 'recovered', 'deactivated']) {
      expect(types.filter((each) => each === `postrider.endpoint.${once}`)).toHaveLength(1);
    }
    expect(receiver.requestsTo('/everything').length).toBeGreaterThan(0);
    expect(alertsAt('/everything')).toEqual([]);
  });

  it('hears why Postrider has deactivated one', async () => {
    receiver.on('/gone', { status: 410 });
    await create('/alerts-gone', ['postrider.endpoint.deactivated']);
    const endpoint_id = await create('/gone', [type]);
    await postrider.project.publish(type);
    const { data } = await alert('/alerts-gone', 'postrider.endpoint.deactivated', { endpoint_id });
    expect(data).toMatchObject({ reason: 'gone', actor: null });
  });

  it('hears of failed deliveries with their number, the first at once', async () => {
    receiver.on('/lost', { status: 500 });
    await create('/alerts-lost', ['postrider.delivery.failed']);
    const endpoint_id = await create('/lost', [type]);
    const first = onlyDelivery(await postrider.project.publish(type));
    const { data } = await alert('/alerts-lost', 'postrider.delivery.failed', { endpoint_id });
    expect(data).toMatchObject({
      ...{ count: 1, first_delivery_id: first, last_delivery_id: first },
      ...{ event_type: type, failure_reason: 'http_error' },
    });

    const published = await postrider.project.publishBatch(Array.from({ length: 7 }, () => ({ type, data: {} })));
    const counted = (): number[] => alertsAt('/alerts-lost').map((each) => Number(each.data.count));
    const sum = (): number => counted().reduce((total, count) => total + count, 0);
    await waitUntil(() => Promise.resolve(sum() >= 8), { what: 'all failures to be counted', timeoutMs: patienceMs });
    expect(sum()).toBe(8);
    expect(counted().length).toBeLessThan(8);
    const last = alertsAt('/alerts-lost').at(-1)?.data.last_delivery_id;
    expect(published.map(onlyDelivery)).toContain(last);
  });

  it('hears that a bulk operation is completed, and that the previous secret of an endpoint expires', async () => {
    await create('/alerts-ended', ['postrider.operation.*', 'postrider.secret.expiring']);
    const endpoint_id = await create('/rotated', [type]);
    await postrider.manage.completed(onlyDelivery(await postrider.project.publish(type)));
    const { id } = await postrider.manage.replayAll({ endpoint_id });
    const ended = await alert('/alerts-ended', 'postrider.operation.completed', { operation_id: id });
    const { kind, status, total, processed, skipped, created_at, completed_at } =
      await postrider.manage.operationEnded(id);
    expect(ended.data).toEqual({
      ...{ operation_id: id, kind, status, total, processed, skipped },
      ...{ created_at, completed_at },
    });

    const { previous_secret_expires_at } = await postrider.manage.rotateSecret(endpoint_id);
    const expiring = await alert('/alerts-ended', 'postrider.secret.expiring', { endpoint_id });
    expect(expiring.data).toMatchObject({ previous_secret_expires_at, url: receiver.url('/rotated') });
  });

  it('does not hear of itself, and its own failures are no alerts', async () => {
    for (const path of ['/deaf', '/deaf-too']) receiver.on(path, { status: 500 });
    await create('/alerts-loop', ['postrider.*']);
    const deaf = await create('/deaf', ['postrider.*']);
    const both = await create('/deaf-too', ['postrider.*', 'budget.exceeded']);
    await postrider.project.publish(type);
    const { id } = await alert('/alerts-loop', 'postrider.delivery.failed', { endpoint_id: both });
    const { deliveries } = await postrider.manage.event(id);
    expect(deliveries.map((delivery) => delivery.endpoint_id)).not.toContain(both);
    expect(deliveries.map((delivery) => delivery.endpoint_id)).toContain(deaf);

    const failed = await postrider.manage.completedDeliveries(deaf);
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map(({ status }) => status))).toEqual(new Set(['failed']));
    await sentinel('/alerts-loop', 'after-the-loop');
    const about = alertsAt('/alerts-loop').map(({ data }) => data.endpoint_id);
    expect(about).toContain(both);
    expect(about).not.toContain(deaf);
  });

  it('gets the alerts that it missed while it was inactive by a recovery, without those about itself', async () => {
    receiver.on('/noisy', { status: 500 });
    const since = new Date(Date.now() - 60_000).toISOString();
    const paused = await create('/alerts-paused', ['postrider.*', type]);
    receiver.on('/alerts-paused', { status: 500 });
    await create('/alerts-awake', ['postrider.*']);
    await postrider.project.publish(type);
    await alert('/alerts-awake', 'postrider.delivery.failed', { endpoint_id: paused });
    await postrider.manage.updateEndpoint(paused, { active: false });
    const noisy = await create('/noisy', [type]);
    await postrider.project.publish(type);
    await alert('/alerts-awake', 'postrider.delivery.failed', { endpoint_id: noisy });

    receiver.on('/alerts-paused', { status: 200 });
    await postrider.manage.updateEndpoint(paused, { active: true });
    await postrider.manage.operationEnded((await postrider.manage.recover(paused, { since })).id);
    await alert('/alerts-paused', 'postrider.delivery.failed', { endpoint_id: noisy });
    await postrider.manage.completedDeliveries(paused);
    expect(alertsAt('/alerts-paused').map(({ data }) => data.endpoint_id)).not.toContain(paused);
  });
});

describe('a gateway that is killed', () => {
  it('loses no event, and publishes none twice', async () => {
    receiver.on('/during', { status: 500 });
    const alerts = await create('/alerts-killed', ['postrider.*']);
    const endpoint_id = await create('/during', [type]);
    const { gateway } = postrider;
    for (let n = 0; n < 4; n++) {
      await postrider.project.publish(type);
      await gateway.kill();
      await gateway.start();
    }
    await alert('/alerts-killed', 'postrider.endpoint.failing', { endpoint_id });
    const counted = (): number =>
      alertsAt('/alerts-killed')
        .filter((each) => each.type === 'postrider.delivery.failed' && each.data.endpoint_id === endpoint_id)
        .reduce((sum, { data }) => sum + Number(data.count), 0);
    await waitUntil(() => Promise.resolve(counted() >= 4), { what: 'four failures', timeoutMs: patienceMs });
    expect(counted()).toBe(4);
    await postrider.manage.completedDeliveries(alerts);
    const failing = await postrider.manage.events('?event_type=postrider.endpoint.failing&limit=250');
    const about = await Promise.all(failing.data.map(({ id }) => postrider.manage.event(id)));
    expect(about.filter(({ data }) => data.endpoint_id === endpoint_id)).toHaveLength(1);
  });
});

describe('a gateway that is killed after it has published an event, and before it has forgotten it', () => {
  it('finds the event when it starts again', async () => {
    const { manage, gateway, databaseUrl: url, keys } = postrider;
    const id = await create('/alerts-again', ['postrider.operation.completed']);
    const { type: name, example } = operationalEventTypes['postrider.operation.completed'];
    const database = new Database({ url, size: 1, timeoutMs: 20_000, name: 'e2e' });
    try {
      for (let n = 0; n < 2; n++) {
        await gateway.kill();
        await database.query(
          `INSERT INTO operational_outbox (organization_id, event_id, type, data) VALUES ($1, 'published-once', $2, $3)`,
          [keys.organization_id, name, JSON.stringify(example)],
        );
        await gateway.start();
        const isEmpty = async () => (await database.query('SELECT FROM operational_outbox')).rows.length === 0;
        await waitUntil(isEmpty, { what: 'the outbox to be empty', timeoutMs: patienceMs });
      }
      const deliveries = await manage.completedDeliveries(id);
      expect(deliveries.map(({ event_id }) => event_id)).toEqual(['published-once']);
    } finally {
      await database.end();
    }
  });
});

describe('an event about an endpoint of a customer', () => {
  it('goes to this customer and to endpoints for all customers, and to no other customer', async () => {
    for (const uid of ['acme', 'other']) {
      await postrider.manage.putCustomer(uid);
      receiver.on(`/${uid}`, { status: 500 });
      await create(`/alerts-${uid}`, ['postrider.*'], { customer: uid });
    }
    await create('/alerts-all', ['postrider.*'], { customers: 'all' });
    await create('/alerts-own', ['postrider.*']);
    const ids: Record<string, string> = {};
    for (const uid of ['acme', 'other']) {
      ids[uid] = await create(`/${uid}`, [type], { customer: uid });
      await postrider.manage.publishBatch([{ type, data: {}, customer: uid }]);
      for (const path of [`/alerts-${uid}`, '/alerts-all']) {
        const { data } = await alert(path, 'postrider.delivery.failed', { endpoint_id: ids[uid] });
        expect(data.customer).toEqual({ id: expect.stringMatching(/^cus_/), uid });
      }
    }
    await sentinel('/alerts-own', 'after-the-customers');
    const about = (path: string): Set<unknown> => new Set(alertsAt(path).map(({ data }) => data.endpoint_id));
    expect(about('/alerts-acme')).toEqual(new Set([ids.acme]));
    expect(about('/alerts-other')).toEqual(new Set([ids.other]));
    for (const id of Object.values(ids)) expect(about('/alerts-own')).not.toContain(id);
  });
});

describe('an organization without a subscriber', () => {
  it('has no operational events', async () => {
    const { manage, project } = await postrider.addOrganization('Without alerts');
    receiver.on('/unheard', { status: 500 });
    const id = await create('/unheard', ['*'], {}, manage);
    await manage.completed(onlyDelivery(await project.publish(type)));
    await manage.updateEndpoint(id, { active: false });
    await create('/alerts-elsewhere', ['postrider.*']);
    await sentinel('/alerts-elsewhere', 'after-the-others');
    expect((await manage.events()).data.map((event) => event.type)).toEqual([type]);
  });
});

describe('an old backlog', () => {
  it('is reported once to the organization of the operator', async () => {
    const other = await startPostrider({ dispatchers: 0, settings });
    try {
      await other.gateway.stop();
      const gateway = await other.addGateway({
        POSTRIDER_OPERATOR_ORGANIZATION_ID: other.keys.organization_id,
        POSTRIDER_ALERT_BACKLOG_AGE_MS: '500',
      });
      const manage = other.manageAt(gateway);
      await create('/alerts-backlog', ['postrider.backlog.aging'], {}, manage);
      await create('/waits', [type], {}, manage);
      await other.projectAt(gateway).publish(type);
      const reported = async () => (await manage.events('?event_type=postrider.backlog.aging')).data;
      const [event] = await waitUntil(
        async () => {
          const events = await reported();
          return events.length > 0 && events;
        },
        { what: 'the backlog to be reported', timeoutMs: patienceMs },
      );
      expect((await manage.event(event?.id ?? '')).data).toEqual({
        oldest_due_at: expect.any(String),
        age_seconds: expect.any(Number),
        due_deliveries: expect.any(Number),
      });
      await other.addDispatcher();
      await alert('/alerts-backlog', 'postrider.backlog.aging', {});
      expect(await reported()).toHaveLength(1);
    } finally {
      await other.end();
    }
  });
});

describe('the types of operational events', () => {
  const reserved = 'postrider.endpoint.failing';

  it('are listed as built-in types, with a schema and an example', async () => {
    const listed = (await postrider.manage.eventTypes()).filter((each) => each.type.startsWith('postrider.'));
    expect(listed).toEqual(
      Object.values(operationalEventTypes).map((definition) => ({
        ...definition,
        ...{ source: 'built_in', created_at: null, updated_at: null },
      })),
    );
  });

  it.each<[string, string, object, string]>([
    ['published', '/events', { type: reserved, data: {} }, 'type'],
    ['published in a batch', '/events/batch', { events: [{ type: 'postrider.x', data: {} }] }, 'events.0.type'],
    ['created', '/event-types', { type: 'postrider.x', description: 'x', example: {} }, 'type'],
  ])('cannot be %s', async (_, path, json, field) => {
    const response = await postrider.manage.send('POST', path, { json });
    expect([response.status, errorOf(response).field]).toEqual([422, field]);
  });

  it('cannot be changed, sent as a test, or published through Redis', async () => {
    for (const method of ['PATCH', 'DELETE']) {
      const refused = await postrider.manage.send(method, `/event-types/${reserved}`);
      expect([refused.status, errorOf(refused).code]).toEqual([409, 'event_type_read_only']);
    }
    const id = await create('/tested', ['postrider.*']);
    const test = await postrider.manage.send('POST', `/endpoints/${id}/test`, { json: { event_type: reserved } });
    expect([test.status, errorOf(test).field]).toEqual([422, 'event_type']);
    const producer = new RedisIngestProducer(postrider);
    try {
      const letter = await producer.deadLetter(await producer.publish(reserved, '{}'));
      expect(letter).toMatchObject({ dead_field: 'type' });
    } finally {
      producer.redis.disconnect();
    }
  });

  it('have to be allowed for a customer whose types are limited', async () => {
    await postrider.manage.putCustomer('limited', { allowed_event_types: ['*'] });
    const json = { url: receiver.url('/limited'), event_types: ['postrider.*'], customer: 'limited' };
    const refused = await postrider.manage.send('POST', '/endpoints', { json });
    expect([refused.status, errorOf(refused).field]).toEqual([422, 'event_types.0']);
    await postrider.manage.updateCustomer('limited', { allowed_event_types: ['*', 'postrider.*'] });
    await postrider.manage.createEndpoint(json);
  });
});
