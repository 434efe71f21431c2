import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Receiver } from '@postrider/testing';

import { Api } from '../support/api.js';
import { OpenApi } from '../openapi/document.js';
import { typeErrors } from '../packages/types.js';
import { expectError } from '../support/expect-error.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

import { openApiTypes } from '../../packages/sdk/openapi-types.mjs';

const run = promisify(execFile);

let postrider: Postrider;
let receiver: Receiver;
forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

const order = {
  type: 'shop.order_placed',
  description: 'A customer placed an order.',
  example: { id: 'o1', kind: 'gift', total: { cents: 5, currency: 'EUR' }, lines: [{ sku: 'a', parts: [] }] },
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://shop.example/order',
    title: 'Order',
    required: ['id', 'total'],
    properties: {
      id: { type: 'string', pattern: '^o\\d+$' },
      kind: { const: 'gift' },
      total: { $ref: '#/$defs/money' },
      discount: { anyOf: [{ $ref: '#/$defs/money' }, { type: 'null' }] },
      lines: { type: 'array', items: { $ref: '#/$defs/line' }, minItems: 1 },
      pair: { prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
      note: { type: ['string', 'null'], examples: ['x'] },
    },
    dependentRequired: { discount: ['lines'] },
    if: { properties: { kind: { const: 'gift' } }, required: ['kind'] },
    then: { required: ['lines'] },
    unevaluatedProperties: false,
    $defs: {
      money: {
        type: 'object',
        required: ['cents', 'currency'],
        properties: { cents: { type: 'integer', exclusiveMinimum: 0 }, currency: { type: 'string' } },
      },
      line: {
        type: 'object',
        required: ['sku'],
        properties: { sku: { type: 'string' }, parts: { type: 'array', items: { $ref: '#/$defs/line' } } },
      },
    },
  },
};
const others = [
  { type: 'shop.order.placed', description: 'Nearly the same name.', example: { a: 1 }, schema: { maxProperties: 1 } },
  { type: '2fa.event-type', description: 'Begins with a digit.', example: {}, schema: null },
  { type: 'shop.odd', description: 'Odd.', example: { at: { $ref: 'https://shop.example/x' } }, schema: { title: 7 } },
];

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'own-event-types-'));
  for (const each of [order, ...others]) await postrider.manage.createEventType(each);
});
afterAll(() => rm(directory, { recursive: true }));

const get = (key?: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${postrider.url}/openapi.json`, {
    headers: { ...headers, ...(key !== undefined && { authorization: `Bearer ${key}` }) },
  });

interface Document {
  components: { schemas: Record<string, object> };
  webhooks: Record<string, { post: { requestBody: { content: Record<string, { schema: object }> } } }>;
}
const ownDocument = async (): Promise<Document> => {
  const response = await get(postrider.keys.management_key);
  expect(response.status).toBe(200);
  return (await response.json()) as Document;
};

describe('the OpenAPI document with a management key', () => {
  it('has every event type of the organization, and without a key those that are public', async () => {
    const listed = (await postrider.manage.eventTypes()).map(({ type }) => type);
    const own = Object.keys((await ownDocument()).webhooks);
    expect(own.toSorted()).toEqual(listed.toSorted());
    expect(own).toEqual(expect.arrayContaining([order.type, ...others.map(({ type }) => type)]));
    const shared = Object.keys(((await (await get()).json()) as Document).webhooks);
    expect(shared).toEqual(listed.filter((type) => !type.startsWith('shop.') && !type.startsWith('2fa.')));
  });

  it('has the types of no other organization, and follows each change at once', async () => {
    const organization = await postrider.admin.createOrganization('Other');
    const { key } = await postrider.admin.createKey(organization, 'management');
    const manage = new Api(postrider.url, key);
    const read = async (): Promise<string[]> => Object.keys(((await (await get(key)).json()) as Document).webhooks);
    expect((await read()).filter((type) => type.startsWith('shop.'))).toEqual([]);
    await manage.createEventType({ type: 'late.type', description: 'Late.', example: {} });
    expect(await read()).toContain('late.type');
    await manage.expect(204, 'DELETE', '/event-types/late.type');
    expect(await read()).not.toContain('late.type');
  });

  it('keeps the names in it when a type with nearly the same name is added', async () => {
    const before = await ownDocument();
    const type = 'shop.order-placed';
    await postrider.manage.createEventType({ type, description: 'Later.', example: {}, schema: { title: 'Later' } });
    expect((await ownDocument()).components.schemas).toMatchObject(before.components.schemas);
  });

  it('is for a cache of that key alone, which asks each time', async () => {
    const response = await get(postrider.keys.management_key);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    expect(response.headers.get('vary')).toBe('authorization');
    const etag = response.headers.get('etag') ?? '';
    const again = await get(postrider.keys.management_key, { 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    const shared = await get(undefined, { 'if-none-match': etag });
    expect([shared.status, shared.headers.get('vary')]).toEqual([200, 'authorization']);
  });

  it('is refused with a key that may not read event types', async () => {
    const as = async (key: string) => {
      const response = await get(key);
      return { status: response.status, headers: response.headers, text: await response.text() };
    };
    expectError(await as('mlx_mk_unknown'), 401, { code: 'invalid_api_key' });
    expectError(await as(postrider.keys.project_key), 403, { code: 'key_not_permitted' });
  });

  it('is valid for the linter of this repository', async () => {
    const path = join(directory, 'openapi.json');
    await writeFile(path, JSON.stringify(await ownDocument()));
    const redocly = resolve('node_modules/.bin/redocly');
    const { stderr } = await run(redocly, ['lint', path, '--config', resolve('redocly.yaml')]);
    expect(stderr).toContain('Your API description is valid');
  });

  it('becomes TypeScript with the fields of the schemas', async () => {
    const use = `
      import type { components } from './openapi.js';
      type Payload = components['schemas']['ShopOrderPlacedPayload'];
      export const currency = ({ type, data }: Payload): [string, 'shop.order_placed', number] =>
        [data.total.currency, type, data.lines?.[0]?.parts?.[0]?.sku.length ?? 0];
      // @ts-expect-error: the schema has no such field
      export const no = ({ data }: Payload) => data.total.euros;
      export const other = ({ data }: components['schemas']['ShopOrderPlacedPayload2']): object => data;
    `;
    const types = await openApiTypes(JSON.stringify(await ownDocument()));
    expect(typeErrors(resolve('.'), { 'openapi.ts': types, 'use.ts': use }, { module: 'nodenext' })).toEqual([]);
  });

  it('accepts what is delivered, and refuses what is refused when it is published', async () => {
    const openApi = new OpenApi((await ownDocument()) as unknown as OpenApi['document']);
    const schema = openApi.document.webhooks[order.type]?.post.requestBody?.content['application/json']?.schema ?? {};
    await postrider.manage.createEndpoint({ url: receiver.url('/own'), event_types: [order.type] });
    const { deliveries } = await postrider.project.publish(order.type, order.example);
    await postrider.manage.completed(deliveries[0]?.id ?? '');
    const payload = JSON.parse(receiver.requestsTo('/own')[0]?.rawBody ?? '') as object;
    expect(openApi.problems(schema, payload)).toEqual([]);
    for (const data of [
      { ...order.example, total: { cents: 0, currency: 'EUR' } },
      { ...order.example, lines: [{ sku: 'a', parts: [{}] }] },
      { ...order.example, more: 1 },
    ]) {
      const response = await postrider.project.send('POST', '/events', { json: { type: order.type, data } });
      expectError(response, 422, { code: 'validation_failed' });
      expect(openApi.problems(schema, { ...payload, data })).not.toEqual([]);
    }
  });

  it('says how many types its limit leaves out', async () => {
    const gateway = await postrider.addGateway({ POSTRIDER_OPENAPI_MAX_BYTES: '20000' });
    const response = await fetch(`${gateway.url}/openapi.json`, {
      headers: { authorization: `Bearer ${postrider.keys.management_key}` },
    });
    const { info, webhooks } = (await response.json()) as Document & { info: { description: string } };
    const missing = (await postrider.manage.eventTypes()).length - Object.keys(webhooks).length;
    expect(missing).toBeGreaterThan(0);
    expect(info.description).toContain(`${missing} event types are left out (limit 20000 bytes`);
    await gateway.stop();
  });
});
