import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Postrider as Client, PostriderError } from '@postrider/sdk';
import { verify } from '@postrider/sdk/verify';
import type { Receiver } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let client: Client;
let producer: Client;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

beforeAll(() => {
  client = new Client({ url: postrider.url, key: postrider.keys.management_key });
  producer = new Client({ url: postrider.url, key: postrider.keys.project_key });
});

afterEach(() => postrider.manage.deleteEndpoints());

const type = 'budget.exceeded';

const subscribe = (path: string) => client.endpoints.create({ url: receiver.url(path), event_types: [type] });

async function errorOf(call: Promise<unknown>): Promise<PostriderError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PostriderError) return error;
  throw new Error(`expected a PostriderError, got ${String(error)}`);
}

/** A `fetch` that loses the first response, after the server has acted. */
function losingTheFirstAnswer(): { fetch: typeof fetch; keys: (string | null)[] } {
  const keys: (string | null)[] = [];
  return {
    keys,
    fetch: async (input, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      const response = await fetch(input, init);
      if (keys.length > 1) return response;
      await response.text();
      throw new TypeError('fetch failed');
    },
  };
}

describe('the SDK', () => {
  it('publishes, and verifies what the receiver gets, before and after a rotation', async () => {
    const { id, signing_secret: secret } = await subscribe('/verified');
    const { signing_secret: fresh } = await client.endpoints.rotateSecret(id);
    const event = await producer.events.publish({ id: 'sdk-1', type, data: { name: 'Zoë' } });
    expect(event).toMatchObject({ id: 'sdk-1', type });
    await postrider.manage.completed(onlyDelivery(event));

    const [request, ...others] = receiver.requestsTo('/verified');
    if (!request) throw new Error('nothing was received');
    expect(others).toEqual([]);
    for (const each of [secret, fresh, ['whsec_AAAA', secret]]) {
      const received = await verify(request.rawBodyBuffer, request.headers, { secret: each });
      expect(received).toEqual({ id: 'sdk-1', type, timestamp: event.created_at, data: { name: 'Zoë' } });
    }
    await expect(verify(request.rawBodyBuffer, request.headers, { secret: 'whsec_AAAA' })).rejects.toMatchObject({
      code: 'wrong_signature',
    });
  });

  it('goes through all pages of a list, newest first', async () => {
    const events = Array.from({ length: 7 }, (_, n) => ({ id: `page-${n}`, type: 'api_key.revoked', data: { n } }));
    const published = await producer.events.publishBatch(events);
    expect(published.map(({ id }) => id)).toEqual(events.map(({ id }) => id));

    const list = client.events.list({ event_type: 'api_key.revoked', limit: 3 });
    const [ids, sizes]: [string[], number[]] = [[], []];
    for await (const { id } of list) ids.push(id);
    for await (const { data } of list.pages()) sizes.push(data.length);
    expect(ids).toEqual(events.map(({ id }) => id).toReversed());
    expect(sizes).toEqual([3, 3, 1]);
    const first = await list.page();
    expect((await list.page(first.next_cursor ?? '')).data.map(({ id }) => id)).toEqual(ids.slice(3, 6));
  });

  it('repeats a call whose response was lost, and the call has one effect', async () => {
    const { fetch: losing, keys } = losingTheFirstAnswer();
    const unlucky = new Client({ url: postrider.url, key: postrider.keys.management_key, fetch: losing });
    const created = await unlucky.endpoints.create({ url: receiver.url('/once'), event_types: [type] });
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(created.signing_secret).toMatch(/^whsec_/);
    expect((await client.endpoints.list().page()).data.map(({ id }) => id)).toEqual([created.id]);
  });

  it('rejects with what the API says: what is wrong, where, and whether it is worth another try', async () => {
    expect(await errorOf(client.endpoints.get('whe_01m847a8vvexb8qwx484n7ckn1'))).toMatchObject({
      status: 404,
      type: 'not_found',
      code: 'webhook_endpoint_not_found',
      resource: 'webhook_endpoint',
      id: 'whe_01m847a8vvexb8qwx484n7ckn1',
      request: 'GET /manage/v1/webhooks/endpoints/whe_01m847a8vvexb8qwx484n7ckn1',
      attempts: 1,
    });
    const invalid = await errorOf(client.endpoints.create({ url: 'ftp://example.com', event_types: [] }));
    expect(invalid).toMatchObject({ status: 422, code: 'validation_failed', attempts: 1 });
    expect(invalid.fields.map(({ field }) => field).toSorted()).toEqual(['event_types', 'url']);
    expect(await errorOf(producer.endpoints.list().page())).toMatchObject({ status: 403 });
    const stranger = new Client({ url: postrider.url, key: 'mlx_mk_unknown' });
    expect(await errorOf(stranger.events.list().page())).toMatchObject({ status: 401 });
    const lost = new Client({ url: `${postrider.url}/elsewhere`, key: 'mlx_mk_unknown' });
    expect((await errorOf(lost.events.list().page())).status).toBe(404);
  });

  it('replays one delivery, and many, and waits until that is done', async () => {
    const { id: endpoint_id } = await subscribe('/replayed');
    const events = await producer.events.publishBatch([1, 2, 3].map((n) => ({ type, data: { n } })));
    await postrider.manage.completedDeliveries(endpoint_id);
    const [first] = events.map(onlyDelivery);
    if (first === undefined) throw new Error('nothing was published');

    expect(await client.deliveries.replay(first)).toMatchObject({ id: first });
    await postrider.manage.deliveryWhen(first, ({ attempt_count }) => attempt_count === 2);

    const started = await client.deliveries.replayMany({ endpoint_id });
    const looks: string[] = [];
    const ended = await client.operations.wait(started.id, {
      intervalMs: 50,
      onProgress: ({ status }) => looks.push(status),
    });
    expect(ended).toMatchObject({ id: started.id, status: 'completed', processed: 3 });
    expect(looks.at(-1)).toBe('completed');
    await postrider.manage.completedDeliveries(endpoint_id);
    expect((await client.deliveries.get(first)).attempts.length).toBeGreaterThanOrEqual(3);
  });

  it('puts, changes and deletes customers, and publishes, lists and listens for one of them', async () => {
    const acme = await client.customers.put('acme', { name: 'Acme Inc.', metadata: { plan: 'pro' } });
    expect(await client.customers.put('acme', { name: 'Acme Inc.', metadata: { plan: 'pro' } })).toEqual(acme);
    expect(await client.customers.update(acme.id, { rate_limit: 5 })).toMatchObject({ uid: 'acme', rate_limit: 5 });
    const endpoint = await client.endpoints.create({
      ...{ url: receiver.url('/acme'), event_types: [type], customer: 'acme', uid: 'hook', metadata: { team: 'pay' } },
    });
    const messages = client.listen({ customer: 'acme' });
    expect((await messages.next()).value).toMatchObject({ event: 'ready' });

    await producer.events.publish({ type, data: {}, customer: 'other/eu', create_customer: true });
    const event = await producer.events.publish({ type, data: {}, customer: 'acme' });
    expect(event.deliveries.map(({ endpoint_id }) => endpoint_id)).toEqual([endpoint.id]);
    expect((await messages.next()).value).toMatchObject({ event: 'webhook', event_id: event.id });
    await messages.return();

    const idsOf = async (list: { page: () => Promise<{ data: { id: string }[] }> }) =>
      (await list.page()).data.map(({ id }) => id);
    expect(await idsOf(client.events.list({ customer: 'acme' }))).toEqual([event.id]);
    expect(await idsOf(client.deliveries.list({ customer: acme.id }))).toEqual([onlyDelivery(event)]);
    expect(await idsOf(client.endpoints.list({ customer: 'acme', uid: 'hook', metadata: 'team:pay' }))).toEqual([
      endpoint.id,
    ]);
    expect(await client.deliveries.count({ customer: 'acme' })).toMatchObject({ count: 1 });
    expect((await client.customers.get('other/eu')).name).toBeNull();
    expect(await idsOf(client.customers.list({ search: 'acm' }))).toEqual([acme.id]);
    await postrider.manage.completed(onlyDelivery(event));
    for (const uid of ['acme', 'other/eu']) await client.customers.delete(uid);
    expect(await errorOf(client.customers.get('acme'))).toMatchObject({ code: 'webhook_customer_not_found' });
    const unknown = await errorOf(producer.events.publish({ type, data: {}, customer: 'acme' }));
    expect(unknown.fields).toMatchObject([{ field: 'customer' }]);
  });

  it('creates, lists and revokes portal sessions, and changes the settings of the portal', async () => {
    await client.customers.put('portal/eu', { name: 'Acme Inc.' });
    const { token, url, ...session } = await client.portal.createSession('portal/eu', { capabilities: ['replay'] });
    expect(session.capabilities).toEqual(['view', 'replay']);
    expect(new URL(url).hash).toBe(`#token=${token}`);
    expect((await client.portal.listSessions('portal/eu').page()).data).toEqual([session]);
    const customer = new Client({ url: postrider.url, key: token });
    expect((await customer.endpoints.list().page()).data).toEqual([]);
    await client.portal.revokeSession('portal/eu', session.id);
    expect(await errorOf(customer.endpoints.list().page())).toMatchObject({ code: 'portal_session_ended' });

    const settings = { name: 'Acme', accent_color: '#1f6feb', origins: ['https://app.example.com'] };
    expect(await client.portal.updateSettings(settings)).toMatchObject({ ...settings, theme: 'auto' });
    expect(await client.portal.settings()).toMatchObject(settings);
    await client.customers.delete('portal/eu');
  });

  it('makes, changes and deletes event types', async () => {
    const input = { type: 'invoice.paid', description: 'An invoice was paid.', example: { amount: 1 } };
    expect(await client.eventTypes.create(input)).toMatchObject({ ...input, source: 'organization' });
    const schema = { type: 'object', required: ['amount'] };
    expect(await client.eventTypes.update(input.type, { schema })).toMatchObject({ schema });
    expect(await client.eventTypes.get(input.type)).toMatchObject({ ...input, schema });
    const refused = await errorOf(producer.events.publish({ type: input.type, data: {} }));
    expect(refused).toMatchObject({ status: 422, code: 'validation_failed' });
    expect((await client.eventTypes.list()).map((each) => each.type)).toContain(input.type);
    await client.eventTypes.delete(input.type);
    expect(await errorOf(client.eventTypes.get(input.type))).toMatchObject({ code: 'webhook_event_type_not_found' });
  });
});
