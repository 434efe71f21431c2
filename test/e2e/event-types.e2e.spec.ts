import { describe, expect, it } from '@jest/globals';

import { eventTypes, type FieldError } from '@postrider/contracts';
import type { Receiver } from '@postrider/testing';

import { type ApiResponse, type Api, errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({ settings: { POSTRIDER_EVENT_TYPES_MAX: '20', POSTRIDER_SCHEMA_MAX_STEPS: '50000' } }, (services) => {
  ({ postrider, receiver } = services);
});

const description = 'An invoice was paid.';
const example = { invoice_id: 'inv_1', amount: 1200, currency: 'EUR' };
const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['invoice_id', 'amount'],
  properties: {
    invoice_id: { type: 'string' },
    amount: { type: 'integer', minimum: 1 },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    lines: { type: 'array', items: { type: 'object', required: ['sku'] } },
  },
};

let made = 0;
/** A type that no other test has. */
const create = async (content: object = { schema }): Promise<string> => {
  made += 1;
  const type = `invoice_${made}.paid`;
  await postrider.manage.createEventType({ type, description, example, ...content });
  return type;
};

const publish = (type: string, data: object, headers: Record<string, string> = {}, id?: string): Promise<ApiResponse> =>
  postrider.project.send('POST', '/events', { json: { type, data, id }, headers });

/** The wrong fields of a 422. */
function wrongFields(response: ApiResponse): FieldError[] {
  expect([response.status, errorOf(response).code]).toEqual([422, 'validation_failed']);
  return errorOf(response).fields ?? [];
}
const namesOf = (response: ApiResponse): string[] => wrongFields(response).map(({ field }) => field);

describe("an organization's own type", () => {
  it('is listed after the built-in types, and can be subscribed to by name or prefix, published and delivered', async () => {
    const input = { type: 'shop.order-placed.v1', description, example, schema };
    const created = await postrider.manage.createEventType(input);
    expect(created).toEqual({
      ...input,
      source: 'organization',
      created_at: expect.any(String),
      updated_at: created.created_at,
    });
    const listed = await postrider.manage.eventTypes();
    expect(listed.slice(0, eventTypes.length)).toEqual(
      eventTypes.map((type) => ({ ...type, schema: null, source: 'built_in', created_at: null, updated_at: null })),
    );
    expect(listed).toContainEqual(created);
    expect(await postrider.manage.expect(200, 'GET', `/event-types/${input.type}`)).toEqual(created);

    const event_types = ['shop.*', 'shop.order-placed.v1', 'shop.*'];
    const endpoint = await postrider.manage.createEndpoint({ url: receiver.url('/shop'), event_types });
    expect(endpoint.event_types).toEqual(['shop.*', 'shop.order-placed.v1']);
    const event = await postrider.project.publish(input.type, example);
    const delivery = await postrider.manage.completed(onlyDelivery(event));
    expect(delivery).toMatchObject({ status: 'delivered', event_type: input.type });
    const [request] = receiver.requestsTo('/shop');
    expect(request?.headers['x-modelux-event']).toBe(input.type);
    expect((await postrider.manage.events(`?event_type=${input.type}`)).data.map(({ id }) => id)).toEqual([event.id]);
    await postrider.manage.deleteEndpoint(endpoint.id);
  });

  it('can be sent as a test event with its example', async () => {
    const type = await create();
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/test'), event_types: [type] });
    await postrider.manage.completed((await postrider.manage.sendTest(id, type)).id);
    const [request] = receiver.requestsTo('/test');
    expect(JSON.parse(request?.rawBody ?? '')).toMatchObject({ type, test: true, data: example });
    expect(
      namesOf(await postrider.manage.send('POST', `/endpoints/${id}/test`, { json: { event_type: 'no.such' } })),
    ).toEqual(['event_type']);
    await postrider.manage.deleteEndpoint(id);
  });

  it('can be sent as a test event with data of its own, in its own spelling, if the schema accepts it', async () => {
    const type = await create();
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/own-data'), event_types: [type] });
    const send = (data: string): Promise<ApiResponse> =>
      postrider.manage.send('POST', `/endpoints/${id}/test`, { body: `{"event_type":"${type}","data":${data}}` });
    const sent = await send('{"invoice_id": "inv_2", "amount": 17, "rate": 1.50}');
    expect(sent.status).toBe(202);
    await postrider.manage.completed((JSON.parse(sent.text) as { id: string }).id);
    const [request] = receiver.requestsTo('/own-data');
    expect(request?.rawBody).toContain('"test":true');
    expect(request?.rawBody).toContain('"data":{"invoice_id":"inv_2","amount":17,"rate":1.50}');

    expect(namesOf(await send('{"invoice_id": 2}'))).toEqual(['data.amount', 'data.invoice_id']);
    expect(namesOf(await send('[]'))).toEqual(['data']);
    const large = await send(`{"invoice_id": "${'x'.repeat(300_000)}", "amount": 1}`);
    expect([large.status, errorOf(large).code]).toEqual([413, 'payload_too_large']);
    expect(receiver.requestsTo('/own-data')).toHaveLength(1);
    await postrider.manage.deleteEndpoint(id);
  });

  it('becomes a readable Slack message', async () => {
    const type = await create();
    const slack = { url: 'https://hooks.slack.com/services/T000/B000/XXXX', event_types: [type], active: false };
    const { id } = await postrider.manage.createEndpoint(slack);
    const { payload } = await postrider.manage.delivery((await postrider.manage.sendTest(id, type)).id);
    expect(payload).toMatchObject({ text: `[test] ${type} · invoice_id: inv_1 · amount: 1200 · currency: EUR` });
    await postrider.manage.deleteEndpoint(id);
  });

  it.each<[string, object, string[]]>([
    ['without anything', {}, ['type', 'description', 'example']],
    ['with a name of one part', { type: 'paid', description, example }, ['type']],
    ['with a prefix as name', { type: 'invoice.*', description, example }, ['type']],
    ['with an empty description', { type: 'a.b', description: '', example }, ['description']],
    ['with 501 characters', { type: 'a.b', description: 'x'.repeat(501), example }, ['description']],
    ['with an escape in its description', { type: 'a.b', description: 'a\u001b[2J', example }, ['description']],
    ['with an example that is an array', { type: 'a.b', description, example: [] }, ['example']],
    ['with a large example', { type: 'a.b', description, example: { a: 'x'.repeat(16_400) } }, ['example']],
    ['with a large schema', { type: 'a.b', description, example, schema: { title: 'x'.repeat(33_000) } }, ['schema']],
    ['with a schema that is text', { type: 'a.b', description, example, schema: 'object' }, ['schema']],
    [
      'with a wrong schema',
      { type: 'a.b', description, example, schema: { properties: { a: { type: 'text' }, b: { minimum: '1' } } } },
      ['schema.properties.a.type', 'schema.properties.b.minimum'],
    ],
    [
      'with a schema elsewhere',
      { type: 'a.b', description, example, schema: { $ref: 'https://example.com/schema.json' } },
      ['schema.$ref'],
    ],
    [
      'with an example that breaks its schema',
      { type: 'a.b', description, example: { ...example, amount: 0 }, schema },
      ['example.amount'],
    ],
    ['with fields that do not exist', { type: 'a.b', description, example, source: 'built_in' }, ['source']],
  ])('is refused %s, naming the field', async (_, json, fields) => {
    expect(namesOf(await postrider.manage.send('POST', '/event-types', { json }))).toEqual(fields);
  });

  it('needs a unique name', async () => {
    const type = await create();
    for (const taken of [type, 'budget.exceeded']) {
      const response = await postrider.manage.send('POST', '/event-types', {
        json: { type: taken, description, example },
      });
      expect([response.status, errorOf(response)]).toMatchObject([409, { code: 'event_type_exists', id: taken }]);
    }
  });

  it('can be updated field by field, and its example must be valid by a new schema', async () => {
    const type = await create();
    const changed = await postrider.manage.updateEventType(type, { description: 'Paid.' });
    expect(changed).toMatchObject({ description: 'Paid.', example, schema });
    const tighter = { ...schema, required: ['customer'] };
    const refused = await postrider.manage.send('PATCH', `/event-types/${type}`, { json: { schema: tighter } });
    expect(namesOf(refused)).toEqual(['example.customer']);
    expect(await postrider.manage.expect(200, 'GET', `/event-types/${type}`)).toEqual(changed);
    const both = { schema: tighter, example: { ...example, customer: 'cus_1' } };
    expect(await postrider.manage.updateEventType(type, both)).toMatchObject(both);
    expect(await postrider.manage.updateEventType(type, { schema: null })).toMatchObject({ schema: null });
    expect((await publish(type, {})).status).toBe(202);
  });

  it('counts towards the limit of the organization', async () => {
    const { manage } = await postrider.addOrganization('Many types');
    const names = Array.from({ length: 20 }, (_, i) => `many.${i}`);
    for (const type of names) await manage.createEventType({ type, description, example });
    const response = await manage.send('POST', '/event-types', { json: { type: 'many.more', description, example } });
    expect([response.status, errorOf(response).code]).toEqual([409, 'too_many_event_types']);
    await manage.deleteEventType('many.0');
    await manage.createEventType({ type: 'many.more', description, example });
  });

  it('is created once per Idempotency-Key, and a repeated call returns the first response', async () => {
    const json = { type: 'once.made', description, example };
    const headers = { 'idempotency-key': 'make-a-type' };
    const responses = await Promise.all(
      Array.from({ length: 4 }, () => postrider.manage.send('POST', '/event-types', { json, headers })),
    );
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
  });
});

describe('a built-in type', () => {
  it('cannot be changed or deleted', async () => {
    for (const method of ['PATCH', 'DELETE']) {
      const response = await postrider.manage.send(method, '/event-types/budget.exceeded');
      expect([response.status, errorOf(response)]).toMatchObject([
        409,
        { code: 'event_type_read_only', resource: 'webhook_event_type', id: 'budget.exceeded' },
      ]);
    }
  });
});

describe('publishing an event whose type has a schema', () => {
  it('is refused with the path of every problem, and publishes nothing', async () => {
    const type = await create();
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/none'), event_types: [type] });
    const data = { amount: 0.5, currency: 'euro', lines: [{ sku: 'a' }, {}] };
    const response = await publish(type, data, { 'idempotency-key': `wrong-${made}` }, `wrong-${made}`);
    expect(wrongFields(response)).toEqual([
      { field: 'data.invoice_id', message: 'is required' },
      { field: 'data.amount', message: 'expected a whole number' },
      { field: 'data.amount', message: 'expected at least 1' },
      { field: 'data.currency', message: 'expected text that matches "^[A-Z]{3}$"' },
      { field: 'data.lines.1.sku', message: 'is required' },
    ]);
    expect((await postrider.manage.events(`?event_type=${type}`)).data).toEqual([]);

    // Neither the id nor the key is used up.
    const right = await publish(type, example, { 'idempotency-key': `wrong-${made}` }, `wrong-${made}`);
    expect(right.status).toBe(202);
    await postrider.manage.deleteEndpoint(id);
  });

  it('in a batch accepts all events or none', async () => {
    const type = await create();
    const events = [example, example, example, { ...example, amount: '1' }].map((data) => ({ type, data }));
    const response = await postrider.project.send('POST', '/events/batch', {
      json: { events: [...events, { type: 'no.such', data: {} }] },
    });
    expect(namesOf(response)).toEqual(['events.3.data.amount', 'events.4.type']);
    expect((await postrider.manage.events(`?event_type=${type}`)).data).toEqual([]);
    expect(await postrider.project.publishBatch(events.slice(0, 3))).toHaveLength(3);
  });

  it('refuses only the invalid ones of concurrent calls', async () => {
    const type = await create();
    const responses = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        publish(type, { ...example, amount: i % 2 }, i % 4 > 1 ? { 'idempotency-key': `together-${i}` } : {}),
      ),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, (_, i) => (i % 2 ? 202 : 422)));
  });

  it('returns the first result of a repeated call, even after the type has changed', async () => {
    const type = await create();
    const headers = { 'idempotency-key': `repeat-${type}` };
    const first = await publish(type, example, headers);
    const withId = await publish(type, example, {}, `repeat-${made}`);
    await postrider.manage.deleteEventType(type);
    expect((await publish(type, example, headers)).text).toBe(first.text);
    expect((await publish(type, example, {}, `repeat-${made}`)).text).toBe(withId.text);
    expect(namesOf(await publish(type, example))).toEqual(['type']);
  });

  it('stops checking malicious data at the limit, and stays responsive', async () => {
    const branch = (n: number): object => ({ anyOf: [{ $ref: `#/$defs/n${n}` }, { $ref: `#/$defs/n${n}` }] });
    const doubling = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`n${n}`, branch(n + 1)]));
    const costly = { $defs: { ...doubling, n30: { not: {} } }, properties: { a: { $ref: '#/$defs/n0' } } };
    const slow = await create({ schema: costly });
    expect(namesOf(await publish(slow, { a: 1 }))).toEqual(['data']);
    const backtracking = await create({ schema: { properties: { a: { pattern: '^(a|a)*$' } } } });
    expect(namesOf(await publish(backtracking, { a: `${'a'.repeat(1_000)}!` }))).toEqual(['data.a']);
    expect((await publish(backtracking, { a: 'a'.repeat(1_000) })).status).toBe(202);
  });
});

describe('a changed type', () => {
  it('applies at once on every gateway', async () => {
    const other = await postrider.addGateway({});
    const callers: [Api, Api][] = [
      [postrider.manage, postrider.projectAt(other)],
      [postrider.manageAt(other), postrider.project],
    ];
    const type = await create();
    for (const [manage, project] of callers) {
      for (const [round, minimum] of [5_000, 100].entries()) {
        await manage.updateEventType(type, { example: { minimum }, schema: { properties: { amount: { minimum } } } });
        const response = await project.send('POST', '/events', { json: { type, data: { amount: 1_000 } } });
        expect(response.status).toBe(round === 0 ? 422 : 202);
      }
      await manage.deleteEventType(type);
      expect(namesOf(await project.send('POST', '/events', { json: { type, data: {} } }))).toEqual(['type']);
      await manage.createEventType({ type, description, example });
      await project.publish(type);
    }
  });
});

describe('a deleted type', () => {
  it('stays in lists, deliveries, replays and subscriptions, and works again after it is created again', async () => {
    const type = await create();
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/kept'), event_types: [type] });
    const delivery = onlyDelivery(await postrider.project.publish(type, example));
    await postrider.manage.completed(delivery);
    await postrider.manage.deleteEventType(type);

    const gone = await postrider.manage.send('GET', `/event-types/${type}`);
    expect([gone.status, errorOf(gone).code]).toEqual([404, 'webhook_event_type_not_found']);
    expect((await postrider.manage.deliveries(`?event_type=${type}`)).data).toHaveLength(1);
    expect((await postrider.manage.deliveries('?event_type=never.was')).data).toEqual([]);
    await postrider.manage.replay(delivery);
    expect(await postrider.manage.completed(delivery)).toMatchObject({ status: 'delivered' });
    // Kept, also by an update that names it; not to be had anew.
    expect(await postrider.manage.updateEndpoint(id, { event_types: [type, 'budget.*'] })).toMatchObject({
      event_types: [type, 'budget.*'],
    });
    const json = { url: receiver.url('/new'), event_types: ['budget.*', type] };
    expect(namesOf(await postrider.manage.send('POST', '/endpoints', { json }))).toEqual(['event_types.1']);

    await postrider.manage.createEventType({ type, description, example });
    expect((await postrider.project.publish(type, example)).deliveries.map(({ endpoint_id }) => endpoint_id)).toEqual([
      id,
    ]);
  });
});

describe('the types of another organization', () => {
  it('are unknown, and may have the same names', async () => {
    const stranger = await postrider.addOrganization('Stranger');
    const type = await create();
    expect((await stranger.manage.eventTypes()).map((each) => each.type)).not.toContain(type);
    const json = { url: receiver.url('/theirs'), event_types: [type] };
    expect(namesOf(await stranger.manage.send('POST', '/endpoints', { json }))).toEqual(['event_types.0']);
    expect(namesOf(await stranger.project.send('POST', '/events', { json: { type, data: example } }))).toEqual([
      'type',
    ]);

    await stranger.manage.createEventType({ type, description: 'Theirs.', example: {} });
    await stranger.project.publish(type, { theirs: true });
    expect(namesOf(await publish(type, { theirs: true }))).toContain('data.amount');
    await stranger.manage.deleteEventType(type);
    expect((await publish(type, example)).status).toBe(202);
  });
});
