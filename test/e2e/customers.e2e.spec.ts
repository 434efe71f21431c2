import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkOperation, Overview } from '@postrider/contracts';
import { type Receiver, waitUntil } from '@postrider/testing';

import { type Api, errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let manage: Api;
let project: Api;
const max = 12;
const settings = {
  POSTRIDER_CUSTOMERS_MAX: String(max),
  POSTRIDER_CUSTOMER_ENDPOINTS_MAX: '3',
  POSTRIDER_FAN_OUT_CHUNK: '4',
  POSTRIDER_MANAGEMENT_RATE_LIMIT: '100000',
};
forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
  ({ manage, project } = postrider);
});

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
const subscribe = async (path: string, given: object = {}): Promise<string> =>
  (await manage.createEndpoint({ url: receiver.url(path), event_types: ['*'], ...given })).id;
const publish = async (customer: string | undefined, given: object = {}) => {
  const json = { type: 'budget.exceeded', data: { for: customer ?? null }, customer, ...given };
  return (await project.expect(202, 'POST', '/events', { json })) as Awaited<ReturnType<Api['publish']>>;
};
const recipients = async (customer: string | undefined, given: object = {}): Promise<string[]> =>
  (await publish(customer, given)).deliveries.map(({ endpoint_id }) => endpoint_id);

describe('a customer', () => {
  it('is created by its uid, replaced by the same call, and found by either id', async () => {
    const created = await manage.putCustomer('crud/1', { name: 'First', metadata: { plan: 'pro' }, rate_limit: 5 });
    expect(created).toMatchObject({
      id: expect.stringMatching(/^cus_/),
      uid: 'crud/1',
      active: true,
      rate_limit: 5,
      limits: { rate_limit: { value: 5, source: 'customer' }, max_endpoints: { value: 3, source: 'settings' } },
    });
    expect(await manage.putCustomer('crud/1', { name: 'First', metadata: { plan: 'pro' }, rate_limit: 5 })).toEqual(
      created,
    );
    const replaced = await manage.putCustomer(created.id, { name: 'Second' });
    expect(replaced).toMatchObject({ id: created.id, uid: 'crud/1', name: 'Second', metadata: {}, rate_limit: null });
    expect(await manage.updateCustomer('crud/1', { max_endpoints: 1 })).toMatchObject({
      name: 'Second',
      limits: { max_endpoints: { value: 1, source: 'customer' } },
    });
    expect(await manage.expect(200, 'GET', `/customers/${created.id}`)).toMatchObject({ uid: 'crud/1' });
  });

  it('is created once by concurrent calls, all of which succeed', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const customers = await Promise.all(names.map((name) => manage.putCustomer('at-once', { name })));
    expect(new Set(customers.map(({ id }) => id)).size).toBe(1);
  });

  it('is found by the beginning of its uid or its name, in pages', async () => {
    await manage.putCustomer('search-a', { name: 'Zebra' });
    await manage.putCustomer('search-b', { name: 'zephyr 100%' });
    const found = async (query: string) => (await manage.customers(query)).data.map(({ uid }) => uid);
    expect(await found('?search=SEARCH-')).toEqual(['search-b', 'search-a']);
    expect(await found('?search=ze')).toEqual(['search-b', 'search-a']);
    expect(await found('?search=%25')).toEqual([]);
    const first = await manage.customers('?search=ze&limit=1');
    expect(await found(`?search=ze&limit=1&cursor=${first.next_cursor ?? ''}`)).toEqual(['search-a']);
  });

  it.each([
    ['a uid with a space', 'a b', {}, 'customer'],
    ['a uid with other letters', 'é', {}, 'customer'],
    ['a uid with a percent sign', '100%', {}, 'customer'],
    ['a long uid', 'x'.repeat(257), {}, 'customer'],
    ['too many endpoints', 'bad', { max_endpoints: 1_001 }, 'max_endpoints'],
    ['no requests', 'bad', { rate_limit: 0 }, 'rate_limit'],
    ['types that do not exist', 'bad', { allowed_event_types: ['nope.*'] }, 'allowed_event_types.0'],
    ['metadata that is no text', 'bad', { metadata: { a: 1 } }, 'metadata.a'],
    [
      'more than twenty pairs',
      'bad',
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [n, ''])) },
      'metadata',
    ],
    [
      'large metadata',
      'bad',
      { metadata: Object.fromEntries(Array.from({ length: 5 }, (_, n) => [n, 'é'.repeat(500)])) },
      'metadata',
    ],
    ['a uid in the body', 'bad', { uid: 'other' }, 'uid'],
  ] as const)('is refused with %s', async (_, uid, json, field) => {
    const response = await manage.send('PUT', `/customers/${encodeURIComponent(uid)}`, { json });
    expect([response.status, errorOf(response).field]).toEqual([422, field]);
  });

  it('that is deleted takes its endpoints along, and its uid is free again', async () => {
    const first = await manage.putCustomer('deleted');
    const endpoint = await subscribe('/deleted', { customer: 'deleted' });
    await manage.expect(204, 'DELETE', '/customers/deleted');
    expect((await manage.send('GET', `/endpoints/${endpoint}`)).status).toBe(404);
    expect(errorOf(await manage.send('GET', '/customers/deleted')).code).toBe('webhook_customer_not_found');
    expect((await manage.send('PUT', `/customers/${first.id}`, { json: {} })).status).toBe(404);
    const second = await manage.putCustomer('deleted');
    expect(second.id).not.toBe(first.id);
    expect(await recipients('deleted')).toEqual([]);
    await manage.expect(204, 'DELETE', '/customers/deleted');
  });
});

describe('the endpoints of a customer', () => {
  beforeAll(async () => {
    await manage.putCustomer('owner');
  });

  it('show it, are listed by it, and have names of their own', async () => {
    const id = await subscribe('/owned', {
      ...{ customer: 'owner', name: 'Billing', uid: 'billing', metadata: { team: 'pay:in' } },
    });
    const own = await subscribe('/own', { uid: 'billing' });
    const { customer, name } = await manage.endpoint(id);
    expect([customer?.uid, name]).toEqual(['owner', 'Billing']);
    expect(await manage.endpoint(own)).not.toHaveProperty('customer');
    const listed = async (query: string) => ids((await manage.endpoints(query)).data);
    expect(await listed('?customer=owner')).toEqual([id]);
    expect(await listed(`?customer=${customer?.id ?? ''}`)).toEqual([id]);
    expect(await listed('?customer=nobody')).toEqual([]);
    expect(await listed('?uid=billing')).toEqual([own, id]);
    expect(await listed('?name=bill')).toEqual([id]);
    expect(await listed('?metadata=team:pay:in')).toEqual([id]);
    expect(await listed('?metadata=team:other')).toEqual([]);
    const again = await manage.send('POST', '/endpoints', {
      json: { url: receiver.url('/x'), event_types: ['*'], customer: 'owner', uid: 'billing' },
    });
    expect([again.status, errorOf(again).code]).toEqual([409, 'endpoint_uid_exists']);
    await manage.deleteEndpoint(own);
  });

  it('are at most as many as the customer may have, and those of the organization do not count', async () => {
    await manage.putCustomer('full', { max_endpoints: 1 });
    await subscribe('/full', { customer: 'full' });
    const json = { url: receiver.url('/full'), event_types: ['*'], customer: 'full' };
    const refused = await manage.send('POST', '/endpoints', { json });
    expect([refused.status, errorOf(refused).code]).toEqual([422, 'too_many_endpoints']);
    await manage.expect(204, 'DELETE', '/customers/full');
  });

  it('subscribe to what the customer may get', async () => {
    await manage.putCustomer('limited', { allowed_event_types: ['budget.*'] });
    const json = { url: receiver.url('/limited'), event_types: ['api_key.revoked'], customer: 'limited' };
    const refused = await manage.send('POST', '/endpoints', { json });
    expect([refused.status, errorOf(refused).field]).toEqual([422, 'event_types.0']);
    const id = await subscribe('/limited', { customer: 'limited' });
    expect(await recipients('limited')).toEqual([id]);
    expect(await recipients('limited', { type: 'api_key.revoked' })).toEqual([]);
    await manage.updateCustomer('limited', { allowed_event_types: null });
    expect(await recipients('limited', { type: 'api_key.revoked' })).toEqual([id]);
    await manage.expect(204, 'DELETE', '/customers/limited');
  });

  it('has the limits that the organization sets for its customers, unless it has its own', async () => {
    const none = { value: null, source: 'settings' };
    expect(await manage.updateCustomerLimits({ max_endpoints: 1, rate_limit: 500 })).toEqual({
      ...{ rate_limit: 500, publish_limit: null, max_endpoints: 1 },
      limits: {
        rate_limit: { value: 500, source: 'organization' },
        publish_limit: none,
        max_endpoints: { value: 1, source: 'organization' },
      },
    });
    const customer = await manage.putCustomer('by-default', { rate_limit: 5 });
    expect(customer).toMatchObject({
      max_endpoints: null,
      limits: {
        rate_limit: { value: 5, source: 'customer' },
        publish_limit: none,
        max_endpoints: { value: 1, source: 'organization' },
      },
    });
    expect(await manage.expect(200, 'GET', '/customers/by-default')).toEqual(customer);
    expect((await manage.customers('?search=by-default')).data).toEqual([customer]);
    const another = { json: { url: receiver.url('/limit'), event_types: ['*'], customer: 'by-default' } };
    const shared = await manage.createEndpoint({ ...another.json, uid: 'shared' });
    expect(shared.limits).toEqual({ rate_limit: { value: 5, source: 'customer' } });
    expect(errorOf(await manage.send('POST', '/endpoints', another))).toMatchObject({ code: 'too_many_endpoints' });
    await manage.updateCustomer('by-default', { max_endpoints: 2 });
    const own = await manage.createEndpoint({ ...another.json, rate_limit: 7 });
    expect(own.limits).toEqual({ rate_limit: { value: 7, source: 'endpoint' } });
    await manage.updateCustomer('by-default', { rate_limit: null });
    const ofOrganization = { rate_limit: { value: 500, source: 'organization' } };
    expect(await manage.endpoint(shared.id)).toMatchObject({ rate_limit: null, limits: ofOrganization });
    const { data } = await manage.endpoints('?customer=by-default');
    expect(data.map(({ limits }) => limits)).toEqual([own.limits, ofOrganization]);
    const cleared = await manage.updateEndpoint(own.id, { rate_limit: null });
    expect(cleared).toMatchObject({ rate_limit: null, limits: ofOrganization });
    const wrong = await manage.send('PATCH', '/customer-limits', { json: { rate_limit: 0, max_endpoints: 5 } });
    expect([wrong.status, errorOf(wrong).field]).toEqual([422, 'rate_limit']);
    expect(await manage.updateCustomerLimits({ max_endpoints: null, rate_limit: null })).toMatchObject({
      limits: { rate_limit: none, max_endpoints: { value: 3, source: 'settings' } },
    });
    expect(await manage.endpoint(shared.id)).toMatchObject({ limits: { rate_limit: none } });
    await manage.expect(204, 'DELETE', '/customers/by-default');
  });

  it('cannot be of an unknown customer, nor get the events of all', async () => {
    for (const [given, field] of [
      [{ customer: 'nobody' }, 'customer'],
      [{ customer: 'owner', customers: 'all' }, 'customers'],
    ] as const) {
      const json = { url: receiver.url('/x'), event_types: ['*'], ...given };
      const refused = await manage.send('POST', '/endpoints', { json });
      expect([refused.status, errorOf(refused).field]).toEqual([422, field]);
    }
  });

  it('are inactive while the customer is, without those that were deactivated before', async () => {
    await manage.putCustomer('held');
    const [a, b] = [await subscribe('/held/a', { customer: 'held' }), await subscribe('/held/b', { customer: 'held' })];
    await manage.updateEndpoint(b, { active: false });
    await manage.updateCustomer('held', { active: false });
    expect(await manage.endpoint(a)).toMatchObject({ active: false, disabled_reason: 'customer_inactive' });
    expect(await recipients('held')).toEqual([]);
    const c = await subscribe('/held/c', { customer: 'held' });
    expect(await manage.endpoint(c)).toMatchObject({ active: false, disabled_reason: 'customer_inactive' });
    const refused = await manage.send('PATCH', `/endpoints/${a}`, { json: { active: true } });
    expect([refused.status, errorOf(refused).code]).toEqual([409, 'customer_inactive']);
    await manage.updateCustomer('held', { active: true });
    expect((await recipients('held')).toSorted()).toEqual([a, c].toSorted());
    await manage.expect(204, 'DELETE', '/customers/held');
  });
});

describe('an event', () => {
  let own: string;
  let all: string;
  let acme: string;
  let other: string;
  beforeAll(async () => {
    await manage.putCustomer('acme');
    await manage.putCustomer('other');
    own = await subscribe('/for/own');
    all = await subscribe('/for/all', { customers: 'all' });
    acme = await subscribe('/for/acme', { customer: 'acme' });
    other = await subscribe('/for/other', { customer: 'other' });
  });

  it('goes to the endpoints of its customer and to those for all customers, or to the organization’s own', async () => {
    expect(await recipients('acme')).toEqual([all, acme]);
    expect(await recipients('other')).toEqual([all, other]);
    expect(await recipients(undefined)).toEqual([own, all]);
  });

  it('names its customer in a header to the endpoints for all customers alone, in the record too', async () => {
    const named = async (customer: string | undefined, path: string, endpoint: string) => {
      const { deliveries } = await publish(customer, { type: 'routing_config.updated' });
      const id = deliveries.find(({ endpoint_id }) => endpoint_id === endpoint)?.id ?? '';
      const { attempts } = await manage.completed(id);
      const request = receiver.requestsTo(path).find(({ headers }) => headers['x-modelux-delivery'] === id);
      const sent = request?.headers['x-modelux-customer'];
      expect(attempts[0]?.request_headers['x-modelux-customer']).toBe(sent);
      return sent;
    };
    expect(await named('acme', '/for/all', all)).toBe('acme');
    expect(await named(undefined, '/for/all', all)).toBeUndefined();
    expect(await named('acme', '/for/acme', acme)).toBeUndefined();
  });

  it('of a batch has a customer of its own, also in a fan-out', async () => {
    const events = ['acme', undefined, 'other', 'acme', undefined, 'acme'].map((customer, n) => ({
      ...{ type: 'budget.exceeded', data: { n }, customer },
    }));
    const published = await project.publishBatch(events);
    expect(published.map(({ deliveries }) => deliveries.map(({ endpoint_id }) => endpoint_id))).toEqual([
      ...[
        [all, acme],
        [own, all],
        [all, other],
        [all, acme],
        [own, all],
        [all, acme],
      ],
    ]);
    for (const { deliveries } of published) for (const { id } of deliveries) await manage.completed(id);
  });

  it('of an unknown customer is refused, or creates it', async () => {
    const json = { type: 'budget.exceeded', data: {}, customer: 'nobody' };
    const refused = await project.send('POST', '/events', { json });
    expect([refused.status, errorOf(refused).field]).toEqual([422, 'customer']);
    const batch = await project.send('POST', '/events/batch', { json: { events: [json, json] } });
    expect(errorOf(batch).fields?.map(({ field }) => field)).toEqual(['events.0.customer', 'events.1.customer']);
    const nameless = await project.send('POST', '/events', {
      json: { ...json, customer: undefined, create_customer: true },
    });
    expect([nameless.status, errorOf(nameless).field]).toEqual([422, 'customer']);
    const unknownType = { ...json, type: 'nope.nope', customer: 'never', create_customer: true };
    expect((await project.send('POST', '/events', { json: unknownType })).status).toBe(422);
    expect((await manage.customers('?search=never')).data).toEqual([]);
    expect(await recipients('created', { create_customer: true })).toEqual([all]);
    expect((await manage.customers('?search=created')).data).toHaveLength(1);
    const unknownId = { ...json, customer: 'cus_01m847cjw2e5zr0c7h9v3n6k8t', create_customer: true };
    expect((await project.send('POST', '/events', { json: unknownId })).status).toBe(422);
    await manage.expect(204, 'DELETE', '/customers/created');
    expect(await recipients('created', { create_customer: true, id: 'once-more' })).toEqual([all]);
    await manage.expect(204, 'DELETE', '/customers/created');
  });

  it('may be of a customer that another event of the batch creates', async () => {
    const json = { type: 'budget.exceeded', data: {}, customer: 'batched' };
    const events = [json, { ...json, create_customer: true }, { ...json, customer: 'nobody' }];
    const refused = await project.send('POST', '/events/batch', { json: { events } });
    expect(errorOf(refused).fields?.map(({ field }) => field)).toEqual(['events.2.customer']);
    expect((await manage.customers('?search=batched')).data).toEqual([]);
    expect(await project.publishBatch(events.slice(0, 2))).toHaveLength(2);
    await manage.expect(204, 'DELETE', '/customers/batched');
  });

  it('with an id is the same event for the same customer alone', async () => {
    const first = await publish('acme', { id: 'order-1' });
    expect(await publish('acme', { id: 'order-1' })).toEqual(first);
    const json = { type: 'budget.exceeded', data: { for: 'acme' }, customer: 'other', id: 'order-1' };
    expect(errorOf(await project.send('POST', '/events', { json })).code).toBe('event_id_reused');
  });

  it('and its deliveries show the customer, and are listed and counted by it', async () => {
    const event = await publish('other', { type: 'experiment.completed' });
    const delivery = event.deliveries.find(({ endpoint_id }) => endpoint_id === other)?.id ?? '';
    await manage.completed(delivery);
    expect((await manage.event(event.id)).customer?.uid).toBe('other');
    expect((await manage.delivery(delivery)).customer?.uid).toBe('other');
    expect((await manage.events('?customer=other&event_type=experiment.completed')).data).toMatchObject([
      { id: event.id, customer: { uid: 'other' } },
    ]);
    expect((await manage.events('?customer=acme&event_type=experiment.completed')).data).toEqual([]);
    const listed = async (query: string) => ids((await manage.deliveries(query)).data);
    expect(await listed('?customer=other&event_type=experiment.completed')).toEqual([delivery]);
    expect(await listed('?customer=other&event_type=experiment.completed&status=delivered')).toEqual([delivery]);
    expect(await listed('?customer=other&status=pending')).toEqual([]);
    expect(await listed(`?customer=other&endpoint_id=${acme}`)).toEqual([]);
    expect(await listed('?customer=nobody')).toEqual([]);
    const of = (customer: string) => manage.countDeliveries({ customer, event_type: 'experiment.completed' });
    expect(await of('other')).toMatchObject({ count: 1 });
    expect(await of('nobody')).toMatchObject({ count: 0 });
  });

  it('is replayed in bulk by its customer', async () => {
    const [mine] = (await publish('acme', { type: 'api_key.revoked' })).deliveries.filter(
      ({ endpoint_id }) => endpoint_id === acme,
    );
    await manage.completed(mine?.id ?? '');
    const operation = await manage.replayAll({ customer: 'acme', event_type: 'api_key.revoked' });
    expect(await manage.operationEnded(operation.id)).toMatchObject({ total: 1, processed: 1 });
    expect(operation.request).toMatchObject({ customer: 'acme' });
    expect(operation.customer?.uid).toBe('acme');
    for (const path of ['/deliveries/replay', '/deliveries/export']) {
      const refused = await manage.send('POST', path, { json: { customer: 'ghost' } });
      expect([refused.status, errorOf(refused).field]).toEqual([422, 'customer']);
    }
  });

  it('has its bulk operations in a list of their own', async () => {
    const [byCustomer, byEndpoint, ofOther] = [
      await manage.replayAll({ customer: 'acme', event_type: 'request.anomaly_detected' }),
      await manage.replayAll({ endpoint_id: acme, event_type: 'request.anomaly_detected' }),
      await manage.replayAll({ endpoint_id: other, event_type: 'request.anomaly_detected' }),
    ];
    const since = new Date(Date.now() - 60_000).toISOString();
    const recovery = await manage.recover(acme, { since, until: new Date(Date.now() - 30_000).toISOString() });
    const listed = async (query: string) => {
      const path = `/operations?limit=100&${query}`;
      return ((await manage.expect(200, 'GET', path)) as { data: BulkOperation[] }).data;
    };
    const ofAcme = await listed('customer=acme');
    expect(ids(ofAcme)).toEqual(expect.arrayContaining([byCustomer.id, byEndpoint.id, recovery.id]));
    expect(new Set(ofAcme.map(({ customer }) => customer?.uid))).toEqual(new Set(['acme']));
    expect(ids(await listed('customer=other'))).toEqual([ofOther.id]);
    expect(await listed('customer=ghost')).toEqual([]);
    const all = await manage.replayAll({ event_type: 'request.anomaly_detected' });
    expect((await listed('')).find(({ id }) => id === all.id)).not.toHaveProperty('customer');
  });

  it('that an endpoint missed is recovered for its own customer alone', async () => {
    // The clock of Postgres may be behind.
    const since = new Date(Date.now() - 60_000).toISOString();
    const types = { type: 'provider.health_changed' };
    const [forAcme, forOther, forNone] = [
      await publish('acme', types),
      await publish('other', types),
      await publish(undefined, types),
    ];
    const late = async (given: object): Promise<string[]> => {
      const id = await subscribe('/late', { ...given, event_types: [types.type] });
      const counted = await manage.expect(200, 'GET', `/endpoints/${id}/missed-events?since=${since}`);
      const operation = (await manage.expect(202, 'POST', `/endpoints/${id}/recover`, { json: { since } })) as {
        id: string;
      };
      await manage.operationEnded(operation.id);
      const { data } = await manage.deliveries(`?endpoint_id=${id}`);
      expect(counted).toMatchObject({ missed: data.length });
      await manage.deleteEndpoint(id);
      return data.map(({ event_id }) => event_id).toSorted();
    };
    expect(await late({ customer: 'acme' })).toEqual([forAcme.id]);
    expect(await late({ customer: 'other' })).toEqual([forOther.id]);
    expect(await late({})).toEqual([forNone.id]);
    expect(await late({ customers: 'all' })).toEqual([forAcme.id, forOther.id, forNone.id].toSorted());
  });

  it('above the publish limit that the organization sets for its customers is refused', async () => {
    for (const uid of ['bounded', 'unbounded']) await manage.putCustomer(uid);
    await manage.updateCustomer('unbounded', { publish_limit: 100_000 });
    const send = (customer: string) =>
      project.send('POST', '/events', { json: { type: 'budget.exceeded', data: {}, customer } });
    await manage.updateCustomerLimits({ publish_limit: 1 });
    const refused = waitUntil(async () => (await send('bounded')).status === 429, { what: 'the limit' });
    for (let n = 0; n < 5; n++) expect((await send('unbounded')).status).toBe(202);
    await refused;
    await manage.updateCustomerLimits({ publish_limit: null });
    await waitUntil(
      async () => {
        const responses = await Promise.all(Array.from({ length: 5 }, () => send('bounded')));
        return responses.every(({ status }) => status === 202);
      },
      { what: 'the end of the limit' },
    );
    for (const uid of ['bounded', 'unbounded']) await manage.expect(204, 'DELETE', `/customers/${uid}`);
  });

  it('above the publish limit of its customer is refused until there is room again, and those of others are not', async () => {
    await manage.putCustomer('busy', { publish_limit: 1 });
    const send = (customer: string) =>
      project.send('POST', '/events', { json: { type: 'budget.exceeded', data: {}, customer } });
    const refused = await waitUntil(
      async () => {
        const response = await send('busy');
        return response.status === 429 && response;
      },
      { what: 'the limit' },
    );
    expect(errorOf(refused)).toMatchObject({
      code: 'publish_limited',
      message: expect.stringContaining('customer busy'),
    });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await send('acme')).status).toBe(202);
    await waitUntil(async () => (await send('busy')).status === 202, { what: 'room for an event' });
    await manage.expect(204, 'DELETE', '/customers/busy');
  });

  it('to test an endpoint is of its customer', async () => {
    const { event_id, customer } = await manage.sendTest(acme, 'budget.exceeded');
    expect(customer?.uid).toBe('acme');
    expect((await manage.event(event_id)).customer?.uid).toBe('acme');
  });
});

describe('an organization', () => {
  it('has at most as many customers as allowed', async () => {
    const { length } = (await manage.customers()).data;
    for (let n = length; n < max; n++) await manage.putCustomer(`many-${String(n)}`);
    const refused = await manage.send('PUT', '/customers/one-more', { json: {} });
    expect([refused.status, errorOf(refused).code]).toEqual([422, 'too_many_customers']);
    const json = { type: 'budget.exceeded', data: {}, customer: 'one-more', create_customer: true };
    expect(errorOf(await project.send('POST', '/events', { json })).code).toBe('too_many_customers');
    await manage.putCustomer('acme', { name: 'Acme' });
  });
});

describe('the overview of a customer', () => {
  let own: Awaited<ReturnType<Postrider['addOrganization']>>;
  beforeAll(async () => {
    own = await postrider.addOrganization('Watched');
  });
  const overview = (query: string) => own.manage.expect(200, 'GET', `/overview?${query}`) as Promise<Overview>;
  const subscribed = async (customer: string, path: string, event_types = ['*']): Promise<string> =>
    (await own.manage.createEndpoint({ url: receiver.url(path), event_types, customer })).id;
  const published = (customer: string, type = 'budget.exceeded') =>
    own.project.expect(202, 'POST', '/events', { json: { type, data: {}, customer } });

  it('has the exact figures of its endpoints, deleted ones too, and none that endpoints do not count', async () => {
    for (const customer of ['seen', 'other', 'idle']) await own.manage.putCustomer(customer);
    receiver.on('/seen/bad', { status: 503, headers: { 'retry-after': '3600' } });
    const good = await subscribed('seen', '/seen/good');
    const gone = await subscribed('seen', '/seen/gone');
    const bad = await subscribed('seen', '/seen/bad', ['budget.threshold_reached']);
    const other = await subscribed('other', '/other');
    for (const customer of ['seen', 'seen', 'other']) await published(customer);
    await Promise.all([good, gone, other].map((id) => own.manage.completedDeliveries(id)));
    await own.manage.deleteEndpoint(gone);
    await published('seen', 'budget.threshold_reached');
    // An endpoint is listed as failing after its attempt is counted.
    await waitUntil(async () => ids((await overview('customer=seen')).failing_endpoints).includes(bad), {
      what: 'the endpoint is failing',
    });
    await own.manage.completedDeliveries(good);

    const { id: seen } = (await own.manage.expect(200, 'GET', '/customers/seen')) as { id: string };
    for (const query of ['range=1h', 'range=24h', 'range=7d', `since=${new Date(Date.now() - 60_000).toISOString()}`]) {
      const figures = await overview(`customer=${seen}&${query}`);
      expect([query, figures.totals]).toEqual([
        query,
        expect.objectContaining({ delivered: 5, failed_attempts: 1, first_attempts: 6, failed_first_attempts: 1 }),
      ]);
      expect(figures.totals).toMatchObject({ failed: null, retried: null, delivery_success_rate: null });
      expect(figures.totals.success_rate).toBeCloseTo(5 / 6);
      expect(figures.buckets.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(5);
      expect(figures.bucket_seconds).toBe(query.startsWith('range=1h') || query.startsWith('since') ? 300 : 3_600);
      expect(figures).toMatchObject({ pending: 1, previous: null, pending_flow: null });
      expect(figures.failures).toEqual([{ reason: 'http_error', response_status: 503, attempts: 1 }]);
      expect(ids(figures.top_endpoints).toSorted()).toEqual([good, bad].toSorted());
      expect(figures.top_event_types.events).toBe(3);
      expect(ids(figures.failing_endpoints)).toEqual([bad]);
      expect(figures.degraded_endpoints).toEqual([]);
    }
    expect((await overview('customer=other')).totals).toMatchObject({ delivered: 1, failed_attempts: 0 });
    expect(await overview('customer=other')).toMatchObject({ failing_endpoints: [], pending: 0 });
    expect((await overview('customer=idle')).totals).toMatchObject({ delivered: 0, failed_attempts: 0 });
  });

  it('is 404 of one that does not exist or is of another organization, and names a time of which nothing is kept', async () => {
    expect(errorOf(await own.manage.send('GET', '/overview?customer=nobody'))).toMatchObject({
      code: 'webhook_customer_not_found',
    });
    const theirs = await manage.send('GET', '/overview?customer=seen');
    expect([theirs.status, errorOf(theirs).code]).toEqual([404, 'webhook_customer_not_found']);
    const since = new Date(Date.now() - 7.5 * 86_400_000).toISOString();
    expect((await own.manage.send('GET', `/overview?since=${since}`)).status).toBe(200);
    const early = await own.manage.send('GET', `/overview?customer=seen&since=${since}`);
    expect([early.status, errorOf(early)]).toEqual([422, expect.objectContaining({ field: 'since' })]);
  });
});

describe('another organization', () => {
  it('sees and changes nothing of a customer, by neither id', async () => {
    const acme = (await manage.expect(200, 'GET', '/customers/acme')) as { id: string };
    const stranger = await postrider.addOrganization('Stranger');
    for (const reference of ['acme', acme.id]) {
      for (const [method, json] of [['GET'], ['PATCH', { name: 'x' }], ['DELETE']] as [string, object?][]) {
        const response = await stranger.manage.send(method, `/customers/${reference}`, json ? { json } : {});
        expect([method, response.status]).toEqual([method, 404]);
      }
      expect((await stranger.manage.endpoints(`?customer=${reference}`)).data).toEqual([]);
      expect((await stranger.manage.events(`?customer=${reference}`)).data).toEqual([]);
      expect((await stranger.manage.deliveries(`?customer=${reference}`)).data).toEqual([]);
      const json = { type: 'budget.exceeded', data: {}, customer: reference };
      expect((await stranger.project.send('POST', '/events', { json })).status).toBe(422);
      const endpoint = { url: receiver.url('/theirs'), event_types: ['*'], customer: reference };
      expect((await stranger.manage.send('POST', '/endpoints', { json: endpoint })).status).toBe(422);
    }
    const theirs = await stranger.manage.putCustomer('acme', { name: 'Theirs' });
    expect(theirs.id).not.toBe(acme.id);
    const { id } = await stranger.manage.createEndpoint({
      ...{ url: receiver.url('/theirs'), event_types: ['*'], customer: 'acme' },
    });
    const event = await stranger.project.expect(202, 'POST', '/events', {
      json: { type: 'budget.exceeded', data: {}, customer: 'acme' },
    });
    expect(onlyDelivery(event as Awaited<ReturnType<Api['publish']>>)).toBeDefined();
    expect((await recipients('acme')).includes(id)).toBe(false);
  });
});
