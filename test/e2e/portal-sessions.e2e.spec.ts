import * as contracts from '@postrider/contracts';
import {
  idTime,
  isOperation,
  type CreatedPortalSession,
  type Operation,
  type PortalCapability,
} from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import { newId, Receiver } from '@postrider/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Api, errorOf, onlyDelivery, type CreatedEndpoint } from '../support/api.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

const operations = Object.values<unknown>(contracts).filter(isOperation);
const inPortal = operations.filter(({ portal }) => portal !== undefined);
const outside = operations.filter(({ portal }) => portal === undefined);
const base = '/manage/v1/webhooks';

let postrider: Postrider;
let receiver: Receiver;
let database: Database;

/** What a customer, or the organization itself, has. `marker` is in everything that only its owner may read. */
interface Things {
  marker: string;
  endpoint: CreatedEndpoint;
  event_id: string;
  delivery_id: string;
  operation_id: string;
}
let own: Things;
let another: Things;
let ofOrganization: Things;
let session: CreatedPortalSession;
let customer: Api;

const sessionOf = async (reference: string, json: object = {}): Promise<CreatedPortalSession> =>
  (await postrider.manage.expect(201, 'POST', `/customers/${reference}/portal-sessions`, {
    json,
  })) as CreatedPortalSession;
const withToken = ({ token }: CreatedPortalSession): Api => new Api(postrider.url, token);

async function thingsOf(uid: string | undefined): Promise<Things> {
  const { manage, project } = postrider;
  const marker = `secret-of-${uid ?? 'organization'}`;
  const owner = uid === undefined ? {} : { customer: uid };
  if (uid !== undefined) await manage.putCustomer(uid, { name: `${marker}-name` });
  const endpoint = await manage.createEndpoint({
    ...owner,
    url: receiver.url(`/${marker}`),
    event_types: ['*'],
    name: marker,
    uid: `${marker}-uid`,
    metadata: { marker },
  });
  const [event] = await project.publishBatch([
    { ...owner, type: 'budget.exceeded', data: { marker }, id: `${marker}-id` },
  ]);
  if (!event) throw new Error('no event was published');
  const delivery_id = onlyDelivery(event);
  await manage.completed(delivery_id);
  const filter = { ...owner, event_type: 'budget.exceeded', endpoint_id: endpoint.id, until: '2026-01-01T00:00:00Z' };
  const operation = await manage.replayAll(filter);
  return { marker, endpoint, event_id: event.id, delivery_id, operation_id: operation.id };
}

beforeAll(async () => {
  [postrider, receiver] = await Promise.all([
    startPostrider({ settings: { POSTRIDER_PORTAL_RATE_LIMIT: '100000' } }),
    Receiver.start(),
  ]);
  database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 30_000, name: 'e2e' });
  await postrider.manage.createEventType({ type: 'hidden.type', description: 'secret-of-others.', example: { n: 1 } });
  own = await thingsOf('ours');
  await postrider.manage.updateCustomer('ours', { allowed_event_types: ['budget.*'], metadata: { plan: 'internal' } });
  another = await thingsOf('theirs');
  ofOrganization = await thingsOf(undefined);
  session = await sessionOf('ours');
  customer = withToken(session);
});

afterAll(async () => {
  await database.end();
  await Promise.all([postrider.end(), receiver.stop()]);
});

/** The path of an operation behind the API's base, with ids of `things`. */
const pathOf = ({ path }: Operation, { endpoint, ...things }: Things): string =>
  path
    .slice(base.length)
    .replace('{endpoint_id}', endpoint.id)
    .replace('{delivery_id}', things.delivery_id)
    .replace('{operation_id}', things.operation_id)
    .replace('{event_id}', things.event_id)
    .replace('{customer}', things === own ? 'ours' : 'theirs')
    .replace('{session_id}', session.id)
    .replace('{key_id}', newId('apiKey'))
    .replace('{event_type}', 'budget.exceeded');

const queryOf = ({ name }: Operation): string =>
  name === 'count_missed_webhook_events' ? '?since=2026-11-01T00:00:00Z' : '';

const bodies: Partial<Record<string, object>> = {
  create_webhook_endpoint: { url: 'https://example.com/new', event_types: ['budget.*'] },
  update_webhook_endpoint: { description: 'Changed' },
  send_webhook_test: { event_type: 'budget.exceeded' },
  bulk_replay_webhook_deliveries: { status: 'delivered', until: '2026-01-01T00:00:00Z' },
  recover_webhook_endpoint: { since: '2026-11-01T00:00:00Z' },
};
const call = (api: Api, operation: Operation, things: Things) => {
  const json = bodies[operation.name];
  return api.send(operation.method, pathOf(operation, things) + queryOf(operation), json ? { json } : {});
};

describe('a portal session', () => {
  it('is returned with its token once, and listed without', async () => {
    const listed = (await postrider.manage.expect(200, 'GET', '/customers/ours/portal-sessions')) as {
      data: { id: string }[];
    };
    const { token, url, ...shown } = session;
    expect(listed.data).toEqual([shown]);
    expect(url).toBe(`${postrider.url}/portal/${organizationOf(session)}#token=${token}`);
    expect(Date.parse(session.expires_at) - Date.parse(session.created_at)).toBe(3_600_000);
    expect(session.capabilities).toEqual(['view', 'manage', 'test', 'replay', 'secrets']);
  });

  it('says on its page whose it is, and nothing that only the platform knows', async () => {
    const response = await fetch(`${postrider.url}/portal/session`, {
      headers: { authorization: `Bearer ${session.token}` },
    });
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        organization: { id: organizationOf(session), name: expect.any(String) },
        customer: { id: own.endpoint.customer?.id, uid: 'ours', name: 'secret-of-ours-name' },
        capabilities: session.capabilities,
        expires_at: session.expires_at,
        return_url: null,
        theme: 'auto',
        logo_url: null,
        accent_color: null,
      },
    ]);
    for (const key of [postrider.keys.management_key, 'pst_unknown']) {
      const refused = await fetch(`${postrider.url}/portal/session`, { headers: { authorization: `Bearer ${key}` } });
      expect(refused.status).toBe(401);
    }
  });

  it.each(outside)('cannot use $name', async (operation) => {
    const json = operation.method === 'GET' ? undefined : { anything: true };
    const response = await customer.send(operation.method, pathOf(operation, own), json && { json });
    expect([response.status, errorOf(response).code]).toEqual([403, 'portal_not_permitted']);
  });

  it.each(inPortal.filter(({ path }) => path.includes('_id}')))(
    'finds nothing of another customer, nor of the organization, by $name',
    async (operation) => {
      const nothing: Things = {
        ...own,
        endpoint: { ...own.endpoint, id: newId('endpoint') },
        delivery_id: newId('delivery'),
        operation_id: newId('bulkOperation'),
      };
      const missing = errorOf(await call(customer, operation, nothing));
      expect(missing.code).toMatch(/_not_found$/);
      // Postgres cannot store it.
      const nul = '%00';
      const impossible: Things = {
        ...{ ...nothing, endpoint: { ...own.endpoint, id: nul } },
        ...{ delivery_id: nul, operation_id: nul },
      };
      expect(errorOf(await call(customer, operation, impossible)).code).toBe(missing.code);
      for (const things of [another, ofOrganization]) {
        const response = await call(customer, operation, things);
        const error = errorOf(response);
        expect([response.status, error.code]).toEqual([404, missing.code]);
        const ids = [/(?:whe|whd|blk)_\w+/g, 'an id'] as const;
        expect(error.message.replaceAll(...ids)).toBe(missing.message.replaceAll(...ids));
        expect(response.text).not.toContain(things.marker);
      }
    },
  );

  it.each(inPortal)('does $name for its own customer alone', async (operation) => {
    const fresh = operation.method === 'DELETE' ? { ...own, endpoint: await endpointToDelete() } : own;
    const response = await call(customer, operation, fresh);
    expect([operation.name, response.status]).toEqual([operation.name, operation.status]);
    for (const { marker } of [another, ofOrganization]) expect(response.text).not.toContain(marker);
    expect(response.text).not.toContain('secret-of-others');
  });

  it('lists what is its own, whatever it filters by', async () => {
    const delivered = async (query: string) =>
      (await customer.deliveries(query)).data.map(({ endpoint_id }) => endpoint_id);
    const endpoints = await customer.endpoints();
    for (const { customer: owner } of endpoints.data) expect(owner?.uid).toBe('ours');
    expect(endpoints.data.map(({ id }) => id)).toContain(own.endpoint.id);
    for (const query of ['', '?status=delivered', '?customer=ours', `?endpoint_id=${own.endpoint.id}`]) {
      expect(new Set(await delivered(query))).toEqual(new Set([own.endpoint.id]));
    }
    for (const { endpoint, event_id } of [another, ofOrganization]) {
      for (const filter of [{ endpoint_id: endpoint.id }, { event_id }]) {
        expect(await delivered(`?${new URLSearchParams(filter).toString()}`)).toEqual([]);
        expect(await customer.countDeliveries(filter)).toMatchObject({ count: 0 });
      }
    }
  });

  it('neither sees, finds nor sets the uid and the metadata of an endpoint, which are of the platform', async () => {
    const { id } = own.endpoint;
    const path = `/endpoints/${id}`;
    const known = await postrider.manage.endpoint(id);
    const seen = { ...known, uid: null, metadata: {} };
    expect(await customer.endpoint(id)).toEqual(seen);
    expect((await customer.endpoints()).data).toContainEqual(seen);
    for (const [method, of] of [
      ['PATCH', path],
      ['POST', `${path}/expire-previous-secrets`],
    ] as const) {
      expect(await customer.expect(200, method, of, { json: {} })).toMatchObject({ uid: null, metadata: {} });
    }
    const created = await customer.createEndpoint({ url: 'https://example.com/own', event_types: ['budget.*'] });
    expect(created).toMatchObject({ uid: null, metadata: {} });
    const message = 'expected no value: only the platform sees and sets it';
    for (const given of [{ uid: 'stolen' }, { uid: null }, { metadata: { internal: 'changed' } }, { metadata: {} }]) {
      const [field] = Object.keys(given);
      for (const [method, of, json] of [
        ['PATCH', path, given],
        ['POST', '/endpoints', { ...bodies.create_webhook_endpoint, ...given }],
      ] as const) {
        const response = await customer.send(method, of, { json });
        expect([response.status, errorOf(response).fields]).toEqual([422, [{ field, message }]]);
      }
    }
    for (const uid of [`${own.marker}-uid`, `${another.marker}-uid`, 'nothing']) {
      const response = await customer.send('GET', `/endpoints?uid=${uid}`);
      expect([response.status, errorOf(response).field]).toEqual([422, 'uid']);
    }
    expect(errorOf(await customer.send('GET', `/endpoints?metadata=marker:${own.marker}`)).field).toBe('metadata');
    expect(await postrider.manage.endpoint(id)).toMatchObject({ uid: known.uid, metadata: known.metadata });
  });

  it('cannot name another customer, in a filter or as the owner of an endpoint', async () => {
    const { id } = await postrider.manage.putCustomer('theirs', { name: 'Theirs' });
    for (const reference of ['theirs', id]) {
      for (const [method, path, json] of [
        ['GET', `/deliveries?customer=${reference}`],
        ['GET', `/endpoints?customer=${reference}`],
        ['GET', `/deliveries/count?customer=${reference}`],
        ['POST', '/endpoints', { ...bodies.create_webhook_endpoint, customer: reference }],
        ['POST', '/deliveries/replay', { customer: reference, status: 'failed' }],
      ] as const) {
        const response = await customer.send(method, path, json && { json });
        expect([path, response.status, errorOf(response).code]).toEqual([path, 404, 'webhook_customer_not_found']);
      }
    }
    for (const [method, path, json] of [
      ['GET', '/deliveries?customer=ours&customer=theirs'],
      ['POST', '/endpoints', { ...bodies.create_webhook_endpoint, customer: ['theirs'] }],
      ['POST', '/endpoints', { ...bodies.create_webhook_endpoint, customers: 'all' }],
      ['PATCH', `/endpoints/${own.endpoint.id}`, { customers: 'all' }],
      ['POST', '/deliveries/replay', [{ customer: 'theirs' }]],
    ] as const) {
      expect([path, (await customer.send(method, path, json && { json })).status]).toEqual([path, 422]);
    }
  });

  it('replays nothing of others by naming their deliveries', async () => {
    const named = { delivery_ids: [another.delivery_id, ofOrganization.delivery_id] };
    const { id } = await customer.replayAll(named);
    expect(await customer.operationEnded(id)).toMatchObject({ total: 0, processed: 0 });
    for (const { delivery_id } of [another, ofOrganization]) {
      expect(await postrider.manage.delivery(delivery_id)).toMatchObject({ attempt_count: 1 });
    }
  });

  it("neither sees nor cancels an export of its customer's deliveries: it is the organization's", async () => {
    const json = { customer: 'ours', format: 'ndjson' };
    const started = (await postrider.manage.expect(202, 'POST', '/deliveries/export', { json })) as { id: string };
    const path = `/operations/${started.id}`;
    for (const [method, of] of [
      ['GET', path],
      ['POST', `${path}/cancel`],
    ] as const) {
      const response = await customer.send(method, of);
      expect([response.status, errorOf(response).code]).toEqual([404, 'webhook_operation_not_found']);
    }
    expect(await postrider.manage.operationEnded(started.id)).toMatchObject({ status: 'completed' });
  });

  it('cannot exceed the rate limit of its customer with one of its own', async () => {
    await postrider.manage.putCustomer('limited', { rate_limit: 5 });
    const api = withToken(await sessionOf('limited'));
    const json = { url: 'https://example.com/limited', event_types: ['*'] };
    const refusalOf = async (method: 'POST' | 'PATCH', path: string, given: object) => {
      const response = await api.send(method, path, { json: given });
      return [response.status, errorOf(response).field];
    };
    expect(await refusalOf('POST', '/endpoints', { ...json, rate_limit: 6 })).toEqual([422, 'rate_limit']);
    expect(await refusalOf('POST', '/endpoints', { ...json, rate_limit: 5 })).toEqual([422, 'rate_limit']);
    const { id } = await api.createEndpoint({ ...json, rate_limit: null });
    const path = `/endpoints/${id}`;
    expect(await refusalOf('PATCH', path, { rate_limit: 10_000 })).toEqual([422, 'rate_limit']);
    // What the platform set stays with the form that sends it again.
    await postrider.manage.expect(200, 'PATCH', path, { json: { rate_limit: 50 } });
    expect(await api.expect(200, 'PATCH', path, { json: { name: 'Named', rate_limit: 50 } })).toMatchObject({
      rate_limit: 50,
    });
    await postrider.manage.updateCustomer('limited', { rate_limit: null });
    await postrider.manage.updateCustomerLimits({ rate_limit: 7 });
    expect(await refusalOf('PATCH', path, { rate_limit: 8 })).toEqual([422, 'rate_limit']);
    await postrider.manage.updateCustomerLimits({ rate_limit: null });
    await api.expect(200, 'PATCH', path, { json: { rate_limit: 8 } });
  });

  it('sees the event types that its customer may get, and tests with those alone', async () => {
    const types = (await customer.eventTypes()).map(({ type }) => type);
    expect(types).toContain('budget.exceeded');
    expect(types.filter((type) => !type.startsWith('budget.'))).toEqual([]);
    expect((await customer.send('GET', '/event-types/hidden.type')).status).toBe(404);
    const test = await customer.send('POST', `/endpoints/${own.endpoint.id}/test`, {
      json: { event_type: 'hidden.type' },
    });
    expect([test.status, errorOf(test).field]).toEqual([422, 'event_type']);
  });

  it('neither sees nor subscribes to events about the organization alone, and keeps such a subscription', async () => {
    const api = withToken(await sessionOf('theirs'));
    const types = (await api.eventTypes()).map(({ type }) => type);
    expect(types).toContain('postrider.endpoint.failing');
    for (const type of ['postrider.backlog.aging', 'postrider.operation.completed']) {
      expect(types).not.toContain(type);
      expect((await api.send('GET', `/event-types/${type}`)).status).toBe(404);
      const json = { url: 'https://example.com/never', event_types: ['budget.*', type] };
      for (const given of [json, { ...json, customer: 'theirs' }]) {
        const refused = await (given === json ? api : postrider.manage).send('POST', '/endpoints', { json: given });
        expect([refused.status, errorOf(refused).field]).toEqual([422, 'event_types.1']);
      }
      const contact = { channel: 'slack', url: 'https://hooks.slack.com/services/T0/B0/x', event_types: [type] };
      const refused = await postrider.manage.send('POST', '/contacts', { json: { ...contact, customer: 'theirs' } });
      expect([refused.status, errorOf(refused).field]).toEqual([422, 'event_types.0']);
    }
    const { id } = await api.createEndpoint({ url: 'https://example.com/kept', event_types: ['postrider.*'] });
    // As it was stored before such types were refused.
    const event_types = ['postrider.*', 'postrider.backlog.aging'];
    await database.query('UPDATE endpoints SET event_types = $2 WHERE id = $1', [id, event_types]);
    expect(await api.updateEndpoint(id, { name: 'Kept' })).toMatchObject({ event_types });
    expect(await api.updateEndpoint(id, { event_types, active: false })).toMatchObject({ event_types });
  });

  it('shares no Idempotency-Key with the platform or another customer', async () => {
    const headers = { 'idempotency-key': 'the-same' };
    const json = bodies.create_webhook_endpoint;
    const callers = [postrider.manage, customer, withToken(await sessionOf('theirs'))];
    const secrets: string[] = [];
    for (const api of callers) {
      const created = (await api.expect(201, 'POST', '/endpoints', { json, headers })) as CreatedEndpoint;
      secrets.push(created.signing_secret);
    }
    expect(new Set(secrets).size).toBe(3);
    const again = (await customer.expect(201, 'POST', '/endpoints', { json, headers })) as CreatedEndpoint;
    expect(again.signing_secret).toBe(secrets[1]);
  });

  it('is named as the author of what it changes', async () => {
    const { id } = await customer.createEndpoint({ url: 'https://example.com/authored', event_types: ['budget.*'] });
    const [created] = (await postrider.manage.endpointHistory(id)).data;
    expect(created?.actor).toEqual({ via: 'portal', key_id: null, key_name: null, portal_session_id: session.id });
    await customer.expect(202, 'POST', `/deliveries/${own.delivery_id}/replay`);
    const { rows } = await database.query(
      `SELECT actor FROM domain_events WHERE stream_id = $1 AND actor IS NOT NULL`,
      [own.delivery_id],
    );
    const author = { actor: { via: 'portal', key_id: null, portal_session_id: session.id } };
    expect(rows).toContainEqual(author);
    const { id: test_delivery } = await customer.sendTest(id, 'budget.exceeded');
    const ofTest = await database.query(
      `SELECT l.actor FROM deliveries d JOIN domain_events l ON l.stream_id IN (d.id, d.event_stream_id) AND l.version = 1
        WHERE d.id = $1`,
      [test_delivery],
    );
    expect(ofTest.rows).toEqual([author, author]);
  });
});

describe('without a portal', () => {
  it('no session is created, no token is accepted, and there is no page', async () => {
    const { url } = await postrider.addGateway({ POSTRIDER_PORTAL_ENABLED: 'false' });
    const refused = await new Api(url, postrider.keys.management_key).send('POST', '/customers/ours/portal-sessions');
    expect([refused.status, errorOf(refused).code]).toEqual([409, 'portal_disabled']);
    const held = await sessionOf('ours');
    expect((await new Api(url, held.token).send('GET', '/endpoints')).status).toBe(401);
    expect((await fetch(`${url}/portal/${postrider.keys.organization_id}`)).status).toBe(404);
  });
});

describe('the capabilities of a portal session', () => {
  const granted: readonly PortalCapability[] = ['view', 'manage', 'test', 'replay', 'secrets'];

  it.each(granted)('let %s do what needs it, and nothing else', async (capability) => {
    const limited = await sessionOf('ours', { capabilities: [capability] });
    expect(limited.capabilities).toEqual([...new Set(['view', capability])]);
    const api = withToken(limited);
    for (const operation of inPortal) {
      const things = operation.method === 'DELETE' ? { ...own, endpoint: await endpointToDelete() } : own;
      const response = await call(api, operation, things);
      const isGranted = limited.capabilities.includes(operation.portal ?? 'view');
      expect([operation.name, response.status]).toEqual([operation.name, isGranted ? operation.status : 403]);
      if (!isGranted) expect(errorOf(response).message).toContain(`"${String(operation.portal)}"`);
    }
  });
});

describe('a portal session ends', () => {
  const status = async (ended: CreatedPortalSession) => {
    const response = await withToken(ended).send('GET', '/endpoints');
    return response.status === 200 ? 200 : [response.status, errorOf(response).code];
  };
  const over = [401, 'portal_session_ended'];

  it('when it is revoked, at once and only once', async () => {
    const revoked = await sessionOf('ours');
    const path = `/customers/ours/portal-sessions/${revoked.id}`;
    expect(await status(revoked)).toBe(200);
    expect((await postrider.manage.send('DELETE', path.replace('ours', 'theirs'))).status).toBe(404);
    await postrider.manage.expect(204, 'DELETE', path);
    expect(await status(revoked)).toEqual(over);
    expect(errorOf(await postrider.manage.send('DELETE', path)).code).toBe('webhook_portal_session_not_found');
  });

  it('at its time', async () => {
    const short = await sessionOf('ours', { expires_in: 60 });
    expect(Math.round((Date.parse(short.expires_at) - idTime(short.id).getTime()) / 1_000)).toBe(60);
    await database.query(`UPDATE portal_sessions SET expires_at = now() WHERE id = $1`, [short.id]);
    expect(await status(short)).toEqual(over);
  });

  it('with its customer, also if another one gets the uid', async () => {
    await postrider.manage.putCustomer('leaving');
    const left = await sessionOf('leaving');
    await postrider.manage.expect(204, 'DELETE', '/customers/leaving');
    expect(await status(left)).toEqual(over);
    await postrider.manage.putCustomer('leaving');
    expect(await status(left)).toEqual(over);
  });

  it('when its customer has too many, the oldest first', async () => {
    await postrider.manage.putCustomer('busy');
    const sessions: CreatedPortalSession[] = [];
    for (let n = 0; n <= 100; n++) sessions.push(await sessionOf('busy'));
    const [first, second] = sessions;
    if (!first || !second) throw new Error('no session was created');
    expect(await status(first)).toEqual(over);
    expect(await status(second)).toBe(200);
  });
});

describe('a token of a portal session', () => {
  it('is no key of /mcp, and no cookie', async () => {
    const mcp = await fetch(`${postrider.url}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${session.token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    expect(mcp.status).toBe(401);
    const cookie = await fetch(`${postrider.url}${base}/endpoints`, {
      headers: { cookie: `postrider_session=${session.token}` },
    });
    expect(cookie.status).toBe(401);
  });

  it('is stored as a hash', async () => {
    const { rows } = await database.query<{ row: string }>('SELECT s::text AS row FROM portal_sessions s');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ row }) => row.includes(session.token))).toBe(false);
  });
});

describe('bad input', () => {
  it.each([
    ['capabilities.0', { capabilities: ['everything'] }],
    ['capabilities', { capabilities: [] }],
    ['expires_in', { expires_in: 59 }],
    ['expires_in', { expires_in: 86_401 }],
    ['expires_in', { expires_in: '60' }],
    ['return_url', { return_url: 'javascript:alert(1)' }],
    ['return_url', { return_url: '/settings' }],
    ['return_url', { return_url: 'https://example.com/\0' }],
    ['theme', { theme: 'pink' }],
    ['customer_id', { customer_id: 'theirs' }],
  ])('in %s of a session is refused by its name', async (field, json) => {
    const response = await postrider.manage.send('POST', '/customers/ours/portal-sessions', { json });
    expect([response.status, errorOf(response).field]).toEqual([422, field]);
  });

  it.each([
    ['accent_color', { accent_color: 'blue' }],
    ['accent_color', { accent_color: '#1f6feb; } body { display: none' }],
    ['logo_url', { logo_url: 'http://app.example.com/logo.svg' }],
    ['logo_url', { logo_url: 'data:image/svg+xml,<svg/>' }],
    ['origins.0', { origins: ['https://app.example.com/'] }],
    ['logo_url', { logo_url: 'https://cdn.example.com/\0' }],
    ['name', { name: ' ' }],
    ['origins.0', { origins: ['*'] }],
    ['origins.0', { origins: ['https://*'] }],
    ['origins.1', { origins: ['https://a.example.com', 'https://a.example.com'] }],
    ['origins.0', { origins: ["https://a.example.com; script-src 'unsafe-inline'"] }],
    ['origins.1', { origins: ['https://a.example.com', 'null'] }],
    ['theme', { theme: null }],
    ['message_language', { message_language: 'x' }],
    ['message_language', { message_language: 'de-1996-1996' }],
    ['message_language', { message_language: 'de"><script>' }],
    ['message_texts.nothing', { message_texts: { nothing: 'x' } }],
    ['message_texts.more', { message_texts: { more: '{{sum}} more' } }],
    ['message_texts.more', { message_texts: { more: 'two\nlines' } }],
  ])('in %s of the settings is refused by its name, and changes nothing', async (field, json) => {
    const response = await postrider.manage.send('PATCH', '/portal', { json });
    expect([response.status, errorOf(response).field]).toEqual([422, field]);
    expect(await postrider.manage.expect(200, 'GET', '/portal')).toMatchObject({ accent_color: null, origins: [] });
  });
});

describe('the page of the portal', () => {
  const policy = async (organization: string): Promise<string> => {
    const response = await fetch(`${postrider.url}/portal/${organization}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-frame-options')).toBeNull();
    return response.headers.get('content-security-policy') ?? '';
  };

  it('is embedded by the origins of its organization alone, and loads its logo', async () => {
    const { manage } = await postrider.addOrganization('Embedding');
    await manage.putCustomer('any');
    const created = await manage.expect(201, 'POST', '/customers/any/portal-sessions', { json: {} });
    const id = organizationOf(created as CreatedPortalSession);
    expect(await policy(id)).toContain("frame-ancestors 'none'");
    const origins = ['https://app.example.com', 'http://localhost:8080'];
    await manage.expect(200, 'PATCH', '/portal', { json: { origins, logo_url: 'https://cdn.example.com/a/logo.svg' } });
    expect(await policy(id)).toContain('frame-ancestors https://app.example.com http://localhost:8080');
    expect(await policy(id)).toContain("img-src 'self' data: https://cdn.example.com;");
    for (const other of [organizationOf(session), newId('organization'), 'nothing']) {
      expect(await policy(other)).toContain("frame-ancestors 'none'");
    }
  });
});

const organizationOf = ({ url }: CreatedPortalSession): string => new URL(url).pathname.split('/').at(-1) ?? '';

const endpointToDelete = () =>
  postrider.manage.createEndpoint({ url: 'https://example.com/gone', event_types: ['budget.*'], customer: 'ours' });
