import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterEach, describe, expect, test } from '@jest/globals';

import { openTarget } from '../../bench/targets/open-target.ts';
import type { TargetConfig, TargetKind } from '../../bench/targets/target.ts';

const event = { type: 'budget.exceeded', data: { sent_at: 1.5, n: 7, padding: 'x' } };
const receiver = 'http://127.0.0.1:9/all';
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

interface Call {
  /** Method and path. */
  call: string;
  body?: unknown;
  status: number;
  reply?: unknown;
}

interface Documented {
  secrets: Record<string, string>;
  /** What each call must be authorized with. */
  authorization?: string;
  id: string;
  create: Call[];
  publish: Call;
  remove: Call;
}

/** The calls as the systems document them. */
const documented: Record<TargetKind, Documented> = {
  postrider: {
    secrets: { management_key: 'key', project_key: 'key' },
    authorization: 'Bearer key',
    id: 'whe_1',
    create: [
      {
        call: 'POST /manage/v1/webhooks/endpoints',
        body: { url: receiver, event_types: [event.type] },
        status: 201,
        reply: { id: 'whe_1' },
      },
    ],
    publish: { call: 'POST /manage/v1/webhooks/events', body: event, status: 202, reply: { id: 'evt_1' } },
    remove: { call: 'DELETE /manage/v1/webhooks/endpoints/whe_1', status: 204 },
  },
  svix: {
    secrets: { token: 'key', app_id: 'app_1' },
    authorization: 'Bearer key',
    id: 'ep_1',
    create: [
      {
        call: 'POST /api/v1/event-type',
        body: { name: event.type, description: expect.any(String) },
        status: 409,
        reply: { code: 'event_type_exists', detail: 'An event_type with this name already exists' },
      },
      {
        call: 'POST /api/v1/app/app_1/endpoint',
        body: { url: receiver, eventTypes: [event.type] },
        status: 201,
        reply: { id: 'ep_1', url: receiver, version: 1, description: '', createdAt: '2026-01-01T00:00:00Z' },
      },
    ],
    publish: {
      call: 'POST /api/v1/app/app_1/msg',
      body: { eventType: event.type, payload: event.data },
      status: 202,
      reply: { id: 'msg_1' },
    },
    remove: { call: 'DELETE /api/v1/app/app_1/endpoint/ep_1', status: 204 },
  },
  outpost: {
    secrets: { api_key: 'key' },
    authorization: 'Bearer key',
    id: 'des_1',
    create: [
      { call: 'PUT /api/v1/tenants/postrider-bench', status: 200, reply: { id: 'postrider-bench' } },
      {
        call: 'POST /api/v1/tenants/postrider-bench/destinations',
        body: { type: 'webhook', topics: [event.type], config: { url: receiver } },
        status: 201,
        reply: { id: 'des_1' },
      },
    ],
    publish: {
      call: 'POST /api/v1/publish',
      body: { tenant_id: 'postrider-bench', topic: event.type, data: event.data },
      status: 202,
      reply: { id: 'evt_1', duplicate: false, destination_ids: ['des_1'] },
    },
    remove: {
      call: 'DELETE /api/v1/tenants/postrider-bench/destinations/des_1',
      status: 200,
      reply: { success: true },
    },
  },
  convoy: {
    secrets: { api_key: 'key', project_id: 'p1' },
    authorization: 'Bearer key',
    id: 'e1',
    create: [
      {
        call: 'POST /api/v1/projects/p1/endpoints',
        body: { name: expect.any(String), url: receiver, owner_id: `postrider-bench ${event.type}` },
        status: 201,
        reply: { status: true, message: 'Endpoint created successfully', data: { uid: 'e1' } },
      },
      {
        call: 'POST /api/v1/projects/p1/subscriptions',
        body: { name: expect.any(String), endpoint_id: 'e1' },
        status: 201,
        reply: { status: true, message: 'Subscription created successfully', data: { uid: 's1' } },
      },
    ],
    publish: {
      call: 'POST /api/v1/projects/p1/events/fanout',
      body: { owner_id: `postrider-bench ${event.type}`, event_type: event.type, data: event.data },
      status: 201,
      reply: { status: true, message: 'Event queued successfully' },
    },
    remove: { call: 'DELETE /api/v1/projects/p1/endpoints/e1', status: 200, reply: { status: true } },
  },
  webhookx: {
    secrets: {},
    id: 'e1',
    create: [
      {
        call: 'GET /workspaces/default/sources?name=postrider-bench',
        status: 200,
        reply: { total: 0, data: [] },
      },
      {
        call: 'POST /workspaces/default/sources',
        body: {
          name: 'postrider-bench',
          type: 'http',
          config: { http: { path: '/postrider-bench', methods: ['POST'] } },
        },
        status: 201,
        reply: { id: 's1' },
      },
      { call: 'POST /postrider-bench', status: 404, reply: { message: 'not found' } },
      { call: 'POST /postrider-bench', status: 400, reply: { message: 'unexpected end of JSON input' } },
      {
        call: 'POST /workspaces/default/endpoints',
        body: { request: { url: receiver, method: 'POST' }, events: [event.type] },
        status: 201,
        reply: { id: 'e1' },
      },
      {
        call: 'POST /workspaces/default/plugins',
        body: { name: 'webhookx-signature', endpoint_id: 'e1', config: {} },
        status: 201,
        reply: { id: 'p1' },
      },
    ],
    publish: {
      call: 'POST /postrider-bench',
      body: { event_type: event.type, data: event.data },
      status: 200,
      reply: { message: 'OK' },
    },
    remove: { call: 'DELETE /workspaces/default/endpoints/e1', status: 204 },
  },
};

interface Received {
  call: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** Replies to the calls in their order. Returns its URL, and what it receives. */
async function standIn(calls: readonly Call[]): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status, reply } = calls[received.length] ?? { status: 500, reply: { message: 'one call too many' } };
      const { method = '', url = '', headers } = request;
      received.push({ call: `${method} ${url}`, headers, body: body === '' ? undefined : JSON.parse(body) });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(reply === undefined ? undefined : JSON.stringify(reply));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => new Promise((closed) => server.close(closed)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

describe.each(Object.keys(documented) as TargetKind[])('the adapter of %s', (kind) => {
  const { secrets, authorization, id, create, publish, remove } = documented[kind];

  test('creates an endpoint, publishes an event to it and deletes it, as documented', async () => {
    const calls = [...create, publish, remove];
    const { url, received } = await standIn(calls);
    const config: TargetConfig = { kind, url, secrets: { admin_url: url, ...secrets } };
    const target = openTarget(config);

    await expect(target.createEndpoint(receiver, event.type)).resolves.toBe(id);
    const { path, ...request } = target.publishRequest([event]);
    await fetch(`${url}${path}`, { method: 'POST', ...request });
    await target.deleteEndpoint(id);

    expect(received.map(({ call, body }) => ({ call, body }))).toEqual(calls.map(({ call, body }) => ({ call, body })));
    expect(received.map(({ headers }) => headers.authorization)).toEqual(calls.map(() => authorization));
    for (const { headers, body } of received) {
      if (body !== undefined) expect(headers['content-type']).toMatch(/^application\/json/);
    }
  });

  test('fails with the response of a system that refuses', async () => {
    const refused = create.findIndex(({ status }) => status === 201);
    const calls = create.map((call, i) => (i === refused ? { ...call, status: 422, reply: { message: 'no' } } : call));
    const { url } = await standIn(calls);
    const target = openTarget({ kind, url, secrets: { admin_url: url, ...secrets } });

    await expect(target.createEndpoint(receiver, event.type)).rejects.toThrow('422');
  });
});
