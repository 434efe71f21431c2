import { afterAll, describe, expect, it } from '@jest/globals';

import type {
  BulkOperation,
  DeliveryDetail,
  DeliverySummary,
  Endpoint,
  EventSummary,
  PublishedEvent,
  RequestFormat,
} from '@postrider/contracts';
import type { Receiver } from '@postrider/testing';

import { type CreatedEndpoint, type EventDetail, onlyDelivery, type Page } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import {
  closeClients,
  connectHttp,
  connectModernHttp,
  connectModernStdio,
  connectStdio,
  type McpClient,
  type McpServerOptions,
} from '../support/mcp.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

afterAll(closeClients);

const server = (): McpServerOptions => ({ url: postrider.url, key: postrider.keys.management_key });

const reading = [
  'explain_webhook_delivery',
  'get_webhook_overview',
  'list_webhook_endpoints',
  'get_webhook_endpoint',
  'get_webhook_endpoint_history',
  'list_webhook_customers',
  'get_webhook_customer',
  'list_webhook_deliveries',
  'get_webhook_delivery',
  'list_webhook_operations',
  'get_webhook_operation',
  'list_webhook_events',
  'get_webhook_event',
  'list_webhook_event_types',
  'get_webhook_event_type',
  'get_webhook_request_format',
  'get_webhook_searchable_paths',
];
const changing = [
  'create_webhook_endpoint',
  'update_webhook_endpoint',
  'delete_webhook_endpoint',
  'rotate_webhook_secret',
  'expire_webhook_previous_secrets',
  'put_webhook_customer',
  'update_webhook_customer',
  'delete_webhook_customer',
  'send_webhook_test',
  'replay_webhook_delivery',
  'bulk_replay_webhook_deliveries',
  'recover_webhook_endpoint',
  'cancel_webhook_operation',
  'publish_webhook_event',
  'create_webhook_event_type',
  'update_webhook_event_type',
  'update_webhook_request_format',
  'update_webhook_searchable_paths',
  'delete_webhook_event_type',
];

const transports: [string, (options: McpServerOptions) => Promise<McpClient>][] = [
  ['HTTP', connectHttp],
  ['HTTP without initialize', connectModernHttp],
  ['stdio', connectStdio],
  ['stdio without initialize', connectModernStdio],
];

describe.each(transports)('an agent over %s', (transport, connect) => {
  it('does with tools what the API does', async () => {
    const mcp = await connect(server());
    expect((await mcp.toolNames()).sort()).toEqual([...reading, ...changing].sort());
    expect(mcp.client.getInstructions()).toContain('signing secret');
    const path = `/${transport.replaceAll(' ', '-')}`;

    const { data: types } = await mcp.call<{ data: { type: string }[] }>('list_webhook_event_types');
    expect(types.map(({ type }) => type)).toContain('budget.exceeded');

    const type = `agent.${transport.replaceAll(' ', '_').toLowerCase()}`;
    await mcp.call('create_webhook_event_type', { type, description: 'An agent tried it out.', example: { n: 1 } });
    await mcp.call('update_webhook_event_type', { event_type: type, schema: { required: ['n'] } });
    expect(await mcp.call('get_webhook_event_type', { event_type: type })).toMatchObject({
      type,
      schema: { required: ['n'] },
    });
    expect(await mcp.fail('publish_webhook_event', { type, data: {} })).toMatchObject({ code: 'validation_failed' });
    await mcp.call('delete_webhook_event_type', { event_type: type });

    const created = await mcp.call<CreatedEndpoint>('create_webhook_endpoint', {
      url: receiver.url(path),
      event_types: ['budget.*'],
      description: 'made by an agent',
    });
    const endpoint_id = created.id;
    expect(created.signing_secret).toMatch(/^whsec_/);
    expect(await postrider.manage.endpoint(endpoint_id)).toMatchObject({ description: 'made by an agent' });
    const endpoint = await mcp.call<Endpoint>('get_webhook_endpoint', { endpoint_id });
    expect(endpoint).not.toHaveProperty('signing_secret');
    const { data: endpoints } = await mcp.call<Page<Endpoint>>('list_webhook_endpoints', {
      limit: 1,
      fields: ['all'],
    });
    expect(endpoints).toEqual([endpoint]);

    const rotated = await mcp.call<{ signing_secret: string }>('rotate_webhook_secret', { endpoint_id });
    expect(rotated.signing_secret).not.toBe(created.signing_secret);

    const test = await mcp.call<DeliverySummary>('send_webhook_test', { endpoint_id, event_type: 'budget.exceeded' });
    expect(await postrider.manage.completed(test.id)).toMatchObject({ status: 'delivered', test: true });

    const paths = { paths: ['data.agent'] };
    expect(await mcp.call('update_webhook_searchable_paths', paths)).toEqual(paths);
    expect(await mcp.call('get_webhook_searchable_paths')).toEqual(paths);
    const format = { headers: { attempt: null } };
    const set = await mcp.call<RequestFormat>('update_webhook_request_format', format);
    expect(set).toMatchObject({ ...format, user_agent: 'Postrider/{version}' });
    expect(await mcp.call('get_webhook_request_format')).toEqual(set);
    await mcp.call('update_webhook_request_format', { preset: 'default' });
    const published = await mcp.call<PublishedEvent>('publish_webhook_event', {
      type: 'budget.exceeded',
      data: { agent: transport, nested: { list: [1, 'two', null] } },
    });
    const delivery_id = onlyDelivery(published);
    await postrider.manage.completed(delivery_id);
    const delivery = await mcp.call<DeliveryDetail>('get_webhook_delivery', { delivery_id });
    expect(delivery.payload).toMatchObject({ data: { agent: transport, nested: { list: [1, 'two', null] } } });
    const { data: deliveries } = await mcp.call<Page<DeliverySummary>>('list_webhook_deliveries', {
      endpoint_id,
      status: 'delivered',
      limit: 2,
    });
    expect(deliveries.map(({ id }) => id)).toEqual([delivery_id, test.id]);
    const { data: events } = await mcp.call<Page<EventSummary>>('list_webhook_events', {
      data: { 'data.agent': transport },
      limit: 1,
    });
    expect(events).toMatchObject([{ id: published.id, type: 'budget.exceeded' }]);
    const event = await mcp.call<EventDetail>('get_webhook_event', { event_id: published.id });
    expect(event.data).toMatchObject({ agent: transport });

    const explained = await mcp.call<{ delivery: object; why: string }>('explain_webhook_delivery', {
      id: delivery_id,
    });
    expect(explained).toMatchObject({
      delivery: { id: delivery_id, status: 'delivered' },
      endpoint: { state: 'active' },
    });
    expect(await mcp.call('explain_webhook_delivery', { id: published.id })).toEqual(explained);
    expect(await mcp.call('get_webhook_overview')).toMatchObject({ range: '1h', failing_endpoints: [] });

    await mcp.call('replay_webhook_delivery', { delivery_id });
    await postrider.manage.deliveryWhen(delivery_id, ({ attempts }) => attempts.length === 2);
    const replay = await mcp.call<BulkOperation>('bulk_replay_webhook_deliveries', { endpoint_id });
    expect(replay).toMatchObject({ kind: 'replay', total: 2 });
    await postrider.manage.operationEnded(replay.id);
    const ended = await mcp.call<BulkOperation>('get_webhook_operation', { operation_id: replay.id });
    const { data: operations } = await mcp.call<Page<BulkOperation>>('list_webhook_operations', {});
    expect(operations.map(({ id }) => id)).toContain(replay.id);
    expect(ended).toMatchObject({ status: 'completed', processed: 2 });
    await postrider.manage.deliveryWhen(delivery_id, ({ attempts }) => attempts.length === 3);

    expect(
      await mcp.call<Endpoint>('update_webhook_endpoint', { endpoint_id, event_types: ['*'], description: null }),
    ).toMatchObject({ event_types: ['*'], description: null });
    const recovery = await mcp.call<BulkOperation>('recover_webhook_endpoint', {
      endpoint_id,
      since: new Date(Date.now() - 3_600_000).toISOString(),
    });
    expect(recovery.kind).toBe('recover');
    const cancelled = await mcp.call<BulkOperation>('cancel_webhook_operation', { operation_id: recovery.id });
    expect(cancelled.status).not.toBe('running');

    await mcp.call('expire_webhook_previous_secrets', { endpoint_id });
    const history = await mcp.call<{ data: { type: string; actor: object }[] }>('get_webhook_endpoint_history', {
      endpoint_id,
    });
    expect(history.data[0]).toMatchObject({ type: 'EndpointPreviousSecretsExpired', actor: { via: 'mcp' } });
    const customer = `agent/${transport.replaceAll(' ', '-')}`;
    await mcp.call('put_webhook_customer', { customer, name: 'Acme', metadata: { plan: 'pro' } });
    await mcp.call('update_webhook_customer', { customer, rate_limit: 5 });
    expect(await mcp.call('get_webhook_customer', { customer })).toMatchObject({ name: 'Acme', rate_limit: 5 });
    const theirs = await mcp.call<CreatedEndpoint>('create_webhook_endpoint', {
      ...{ url: receiver.url(path), event_types: ['*'], customer },
    });
    const forCustomer = await mcp.call<PublishedEvent>('publish_webhook_event', {
      ...{ type: 'budget.exceeded', data: {}, customer },
    });
    expect(forCustomer.deliveries.map((each) => each.endpoint_id)).toEqual([theirs.id]);
    expect(await mcp.call('list_webhook_customers', { search: 'agent/' })).toMatchObject({ data: [{ uid: customer }] });
    await mcp.call('delete_webhook_customer', { customer });
    expect(await mcp.fail('get_webhook_customer', { customer })).toMatchObject({
      code: 'webhook_customer_not_found',
      hint: expect.stringContaining('list_webhook_customers') as unknown,
    });

    await mcp.call('delete_webhook_endpoint', { endpoint_id });
    expect((await postrider.manage.send('GET', `/endpoints/${endpoint_id}`)).status).toBe(404);
    expect([...mcp.called].sort()).toEqual([...reading, ...changing].sort());
  });

  it('is told what is wrong, where, and what to do next', async () => {
    const mcp = await connect(server());
    expect(await mcp.fail('create_webhook_endpoint', { url: 'ftp://example.com', event_types: ['*'] })).toMatchObject({
      code: 'validation_failed',
      field: 'url',
      message: 'url: expected an http or https URL',
      hint: expect.stringContaining('Correct the fields') as unknown,
    });
    expect(await mcp.fail('list_webhook_deliveries', { limit: 251, status: 'up' })).toMatchObject({
      code: 'validation_failed',
      fields: [{ field: 'status' }, { field: 'limit' }],
    });
    expect(await mcp.fail('list_webhook_deliveries', { limit: 251, sort: 'up' })).toMatchObject({
      code: 'validation_failed',
      fields: [{ field: 'sort', message: 'is not an argument of this tool' }],
    });
    expect(await mcp.fail('get_webhook_endpoint')).toMatchObject({
      code: 'validation_failed',
      message: 'endpoint_id: is required: expected string',
    });
    expect(await mcp.fail('get_webhook_endpoint', { endpoint_id: 'whe_nothing' })).toMatchObject({
      code: 'webhook_endpoint_not_found',
      hint: expect.stringContaining('list_webhook_endpoints') as unknown,
    });
    // The path /deliveries/./replay is that of the bulk replay.
    expect(await mcp.fail('replay_webhook_delivery', { delivery_id: '.' })).toMatchObject({
      code: 'validation_failed',
      field: 'delivery_id',
    });
    await expect(mcp.call('make_coffee')).rejects.toThrow('there is no tool "make_coffee"');
  });

  it('does nothing twice with an idempotency key', async () => {
    const mcp = await connect(server());
    const args = { url: receiver.url('/once'), event_types: ['*'], idempotency_key: `once-${transport.length}` };
    const first = await mcp.call<CreatedEndpoint>('create_webhook_endpoint', args);
    expect(await mcp.call('create_webhook_endpoint', args)).toEqual(first);
    expect(await mcp.fail('create_webhook_endpoint', { ...args, event_types: ['budget.*'] })).toMatchObject({
      code: 'idempotency_key_reused',
      hint: expect.stringContaining('another idempotency_key') as unknown,
    });
    await postrider.manage.deleteEndpoint(first.id);
  });
});
