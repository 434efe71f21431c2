import { describe, expect, it } from '@jest/globals';

import { newId } from '@postrider/testing';
import type { Receiver } from '@postrider/testing';

import { type ApiResponse, errorOf } from '../support/api.js';
import { expectError } from '../support/expect-error.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { sendRaw } from '../support/raw-request.js';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

const endpoint = { url: 'https://example.com/hook', event_types: ['*'], active: false };
const type = 'budget.exceeded';
const invalid = { code: 'validation_failed' };

describe('a request that is too much is refused in the shape of errors:', () => {
  it('data beyond its limit, but not at it', async () => {
    const data = (bytes: number): object => ({ x: 'y'.repeat(bytes - '{"x":""}'.length) });
    expectError(await postrider.project.send('POST', '/events', { json: { type, data: data(262_145) } }), 413, {
      code: 'payload_too_large',
    });
    expect(await postrider.project.publish(type, data(262_144))).toMatchObject({ type });
  });

  it('a body without a length, as soon as it is too large', async () => {
    const { url } = await postrider.addGateway({ POSTRIDER_BODY_MAX_BYTES: '1024' });
    const head = [
      'POST /manage/v1/webhooks/events HTTP/1.1',
      'host: x',
      `authorization: Bearer ${postrider.keys.project_key}`,
      'content-type: application/json',
      'transfer-encoding: chunked',
    ];
    // The last chunk, which would end the body, is not sent.
    const chunk = `${(2_000).toString(16)}\r\n${' '.repeat(2_000)}\r\n`;
    expectError(await sendRaw(url, `${head.join('\r\n')}\r\n\r\n${chunk}`), 413, { code: 'payload_too_large' });
  });

  it('nesting beyond its limit, but not at it', async () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const body = (levels: number): string => `{"type":"${type}","data":{"x":${nested(levels)}}}`;
    expectError(await postrider.project.send('POST', '/events', { body: body(63) }), 400, { code: 'malformed_body' });
    expect((await postrider.project.send('POST', '/events', { body: body(62) })).status).toBe(202);
  });

  it('an id in a path beyond 1,024 characters, but not at it', async () => {
    const get = (length: number): Promise<ApiResponse> => postrider.manage.send('GET', `/events/${'x'.repeat(length)}`);
    expectError(await get(1_025), 404, { code: 'route_not_found' });
    expectError(await get(1_024), 404, { code: 'webhook_event_not_found' });
  });

  it('a thousand query parameters, of which it names a hundred', async () => {
    const query = Array.from({ length: 1_000 }, (_, i) => `p${i}=${i}`).join('&');
    const response = await postrider.manage.send('GET', `/deliveries?${query}`);
    expectError(response, 422, invalid);
    expect(errorOf(response).fields).toHaveLength(100);
  });

  it('a parameter that is given a thousand times', async () => {
    const response = await postrider.manage.send('GET', `/deliveries?limit=1${'&limit=1'.repeat(999)}`);
    expectError(response, 422, invalid);
    expect(errorOf(response).fields).toHaveLength(1);
  });

  it('thousands of unknown fields, of which it names a hundred, and one with a name of a megabyte', async () => {
    const keys = Array.from({ length: 40_000 }, (_, i) => [i.toString(36), 0]);
    for (const json of [Object.fromEntries(keys), { ['x'.repeat(1_000_000)]: 0 }]) {
      const response = await postrider.manage.send('POST', '/endpoints', { json });
      expectError(response, 422, invalid);
      expect(response.text.length).toBeLessThan(50_000);
    }
  });

  const numbered = (count: number): string => Array.from({ length: count }, (_, i) => `"key_${i}":0`).join(',');
  it.each([
    ['keys', 'manage', '/endpoints', `{${numbered(400_000)}}`, 50_000],
    ['keys', 'project', '/events', `{"type":"${type}","data":{},${numbered(400_000)}}`, 300_000],
    [
      'keys of data',
      'project',
      '/events/batch',
      `{"events":[{"type":"${type}","data":{${numbered(400_000)}}}]}`,
      300_000,
    ],
    ['objects', 'project', '/events/batch', `{"events":[${'{},'.repeat(400_000)}{}]}`, 300_000],
    ['arrays', 'manage', '/endpoints', `{"event_types":[${'[],'.repeat(60_000)}[]]}`, 50_000],
    ['elements', 'manage', '/endpoints', `{"event_types":[${'0,'.repeat(500_000)}0]}`, 50_000],
  ] as const)('hundreds of thousands of %s in a body of %s calls to %s', async (_, caller, path, body, limit) => {
    const [response, live] = await Promise.all([
      postrider[caller].send('POST', path, { body }),
      fetch(`${postrider.url}/health/live`),
    ]);
    expectError(response, 400, { code: 'malformed_body' });
    expect(errorOf(response).message).toContain(`too many members, arrays and objects (limit ${limit}`);
    expect(live.status).toBe(200);
  });

  it('not data of many keys, as long as it is no larger than it may be', async () => {
    const data = `{${numbered(16_000)}}`;
    const body = `{"type":"${type}","data":${data}}`;
    const { status, text } = await postrider.project.send('POST', '/events', { body });
    expect(status).toBe(202);
    const { id } = JSON.parse(text) as { id: string };
    expect((await postrider.manage.send('GET', `/events/${id}`)).text).toContain(data);
  });
});

describe('names that mean something to JavaScript', () => {
  const names = ['__proto__', 'constructor', 'prototype'];

  it.each(names)('are unknown fields in bodies and queries: %s', async (name) => {
    const body = `{"url":"https://example.com/","event_types":["*"],"${name}":{"active":false}}`;
    const refused = [
      await postrider.manage.send('POST', '/endpoints', { body }),
      await postrider.manage.send('GET', `/endpoints?${name}=1`),
      await postrider.project.send('POST', '/events', { body: `{"type":"${type}","data":{},"${name}":{"id":"x"}}` }),
    ];
    for (const response of refused) {
      expectError(response, 422, invalid);
      expect(errorOf(response).field).toBe(name);
    }
    expectError(await postrider.manage.send('GET', `/endpoints?${name}[active]=1`), 422, invalid);
    expect(await postrider.manage.createEndpoint({ ...endpoint, active: true })).toMatchObject({ active: true });
    await postrider.manage.deleteEndpoints();
  });

  it.each(names)('are ids of nothing in paths: %s', async (name) => {
    for (const [method, path] of [
      ['GET', `/endpoints/${name}`],
      ['PATCH', `/endpoints/${name}`],
      ['DELETE', `/endpoints/${name}`],
      ['POST', `/endpoints/${name}/rotate-secret`],
      ['GET', `/deliveries/${name}`],
      ['POST', `/deliveries/${name}/replay`],
      ['GET', `/operations/${name}`],
      ['GET', `/events/${name}`],
    ] as const) {
      expect([method, path, (await postrider.manage.send(method, path)).status]).toEqual([method, path, 404]);
    }
    expectError(await postrider.manage.send('GET', `/${name}`), 404, { code: 'route_not_found' });
    expectError(await postrider.project.send('POST', '/events', { json: { type: name, data: {} } }), 422, invalid);
  });

  it.each(names)('are ids and keys like others where producers choose them: %s', async (name) => {
    const event = { id: name, type, data: { name } };
    const options = { json: event, headers: { 'idempotency-key': name } };
    expect(await postrider.project.send('POST', '/events', options)).toMatchObject({ status: 202 });
    expect(await postrider.project.publish(type, { name }, name)).toMatchObject({ id: name });
    expect(await postrider.manage.event(name)).toMatchObject({ id: name, data: { name } });
    expect(await postrider.manage.deliveries(`?event_id=${name}`)).toEqual({ data: [], next_cursor: null });
  });

  it('reach receivers as they were published', async () => {
    const { id } = await postrider.manage.createEndpoint({ ...endpoint, url: receiver.url('/names'), active: true });
    const data = `{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"prototype":null,"toString":1}`;
    const eventId = newId('event');
    const body = `{"id":"${eventId}","type":"${type}","data":${data}}`;
    expect((await postrider.project.send('POST', '/events', { body })).status).toBe(202);

    const [delivery] = await postrider.manage.completedDeliveries(id);
    expect(delivery).toMatchObject({ status: 'delivered' });
    const [received] = receiver.requestsTo('/names');
    for (const text of [
      received?.rawBody,
      (await postrider.manage.send('GET', `/events/${eventId}`)).text,
      (await postrider.manage.send('GET', `/deliveries/${delivery?.id ?? ''}`)).text,
    ]) {
      expect(text).toContain(`"data":${data}`);
    }
  });
});
