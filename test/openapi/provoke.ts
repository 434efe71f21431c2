import { type ErrorCode, idKind, type Operation } from '@postrider/contracts';
import { newId, waitUntil } from '@postrider/testing';

import { type ApiResponse, Api } from '../support/api.js';
import type { Postrider } from '../support/postrider.js';
import { requestOf } from './example-story.js';

/** Larger than the gateway that errors are provoked at accepts. */
export const bodyMaxBytes = 65_536;

/** An endpoint, a delivery to it with its event, and a bulk operation: ids by their kind, or by what stands for one. */
type Things = Readonly<Record<string, string>>;
type Provoke = (operation: Operation) => Promise<ApiResponse>;

/** How to cause each error, or the reason why a test of a working gateway cannot. */
export function provocations(postrider: Postrider, impatient: string): Record<ErrorCode, Provoke | string> {
  const { manage, project } = postrider;
  const event = { type: 'budget.exceeded', data: {} };
  const callers = { management: manage, publish: project };

  const portalSessionOf = (customer: string, json: object = {}) =>
    manage.expect(201, 'POST', `/customers/${customer}/portal-sessions`, { json }) as Promise<{
      id: string;
      token: string;
    }>;

  const contactOf = (customer: string) =>
    manage.expect(201, 'POST', '/contacts', {
      json: { channel: 'slack', url: 'https://example.com/slack', customer },
    }) as Promise<{ id: string }>;

  async function things(): Promise<Things> {
    const endpoint = await manage.createEndpoint({ url: 'https://example.com/hook', event_types: ['api_key.*'] });
    const delivery = await manage.sendTest(endpoint.id, event.type);
    const { id } = await manage.replayAll({ endpoint_id: endpoint.id });
    const { id: customer } = await manage.putCustomer(newId('customer').replace('cus_', 'uid-'));
    const { id: portalSession } = await portalSessionOf(customer);
    const { id: contact } = await contactOf(customer);
    return {
      customer,
      contact,
      [uidOfExamples]: customer,
      endpoint: endpoint.id,
      event: delivery.event_id,
      delivery: delivery.id,
      bulkOperation: id,
      portalSession,
    };
  }
  let shared: Promise<Things> | undefined;

  const send = async (
    operation: Operation,
    { api = callers[operation.access], suffix, of, ...options }: SendOptions = {},
  ): Promise<ApiResponse> => {
    const known = of ?? (await (shared ??= things()));
    const { path, body } = requestOf(
      operation,
      operation.examples[0],
      (id) => known[id] ?? known[idKind(id) ?? ''] ?? id,
    );
    const json = options.body === undefined && body !== undefined ? { json: body } : {};
    const target = suffix === undefined ? path : `${path.split('?', 1)[0] ?? ''}${suffix}`;
    return api.send(operation.method, target, { ...json, ...options });
  };

  const unknown: Things = {
    customer: newId('customer'),
    [uidOfExamples]: newId('customer'),
    endpoint: newId('endpoint'),
    event: newId('event'),
    delivery: newId('delivery'),
    bulkOperation: newId('bulkOperation'),
    apiKey: newId('apiKey'),
    contact: newId('contact'),
    portalSession: newId('portalSession'),
    oauthGrant: newId('oauthGrant'),
  };
  const notFound: Provoke = (operation) => send(operation, { of: unknown });
  const elsewhere = 'is not a response of operations';

  return {
    malformed_body: (operation) => send(operation, { body: '{' }),
    malformed_url: (operation) => send(operation, { suffix: '%zz' }),
    missing_api_key: (operation) => send(operation, { api: new Api(postrider.url) }),
    invalid_api_key: (operation) => send(operation, { api: new Api(postrider.url, 'mlx_mk_unknown') }),
    portal_session_ended: (operation) => send(operation, { api: new Api(postrider.url, 'pst_unknown') }),
    portal_not_permitted: async (operation) => {
      const { id } = await manage.putCustomer('in-portal');
      const { token } = await portalSessionOf(id, { capabilities: ['view'] });
      return send(operation, { api: new Api(postrider.url, token) });
    },
    invalid_access_token: (operation) => send(operation, { api: new Api(postrider.url, 'mlx_at_unknown') }),
    signed_out: elsewhere,
    invalid_sign_in_link: elsewhere,
    operator_only: elsewhere,
    key_not_permitted: (operation) => send(operation, { api: project }),
    insufficient_scope: 'is a response to /mcp (mcp-oauth.e2e.spec.ts)',
    cross_site_request: elsewhere,
    queues_read_only: elsewhere,
    route_not_found: elsewhere,
    method_not_allowed: 'is not a response of operations (http.e2e.spec.ts)',
    webhook_endpoint_not_found: notFound,
    webhook_delivery_not_found: notFound,
    webhook_operation_not_found: notFound,
    webhook_event_type_not_found: notFound,
    webhook_key_not_found: notFound,
    webhook_oauth_grant_not_found: notFound,
    webhook_contact_not_found: notFound,
    contact_disabled: 'takes a contact that has unsubscribed (contacts.e2e.spec.ts)',
    contact_test_limited: async (operation) => {
      const of = await things();
      await send(operation, { of });
      return send(operation, { of });
    },
    webhook_portal_session_not_found: async (operation) =>
      send(operation, { of: { ...(await things()), portalSession: newId('portalSession') } }),
    webhook_customer_not_found: (operation) =>
      /\/(?:listen|live|overview)$/.test(operation.path)
        ? send(operation, { suffix: `?customer=${newId('customer')}` })
        : notFound(operation),
    webhook_event_not_found: notFound,
    request_timeout: 'takes two minutes (limits.e2e.spec.ts)',
    idempotency_key_reused: async (operation) => {
      const headers = { 'idempotency-key': newId('event') };
      if (operation.access === 'publish') await project.send('POST', '/events', { json: event, headers });
      else await manage.send('POST', '/endpoints', { json: endpointOfAnother, headers });
      return send(operation, { headers });
    },
    event_id_reused: async (operation) => {
      const id = newId('event');
      await project.publish('budget.exceeded', { first: true }, id);
      const body = operation.path.endsWith('/batch') ? { events: [{ ...event, id }] } : { ...event, id };
      return send(operation, { body: JSON.stringify(body) });
    },
    endpoint_deleted: async (operation) => {
      const of = await things();
      await manage.deleteEndpoint(of.endpoint ?? '');
      return send(operation, { of });
    },
    endpoint_inactive: async (operation) => {
      const of = await things();
      await manage.updateEndpoint(of.endpoint ?? '', { active: false });
      return send(operation, { of });
    },
    export_running: 'takes an export that does not end (export-operations.e2e.spec.ts)',
    export_not_available: async (operation) => send(operation, { of: await things() }),
    portal_disabled: 'needs a setting (portal-sessions.e2e.spec.ts)',
    customer_inactive: async (operation) => {
      const customer = await manage.putCustomer('provoked', { active: false });
      const of = { endpoint: (await manage.createEndpoint({ ...endpointOfAnother, customer: customer.uid })).id };
      return send(operation, { of, body: '{"active":true}' });
    },
    contact_exists: async (operation) => {
      const { customer = '' } = await things();
      const json = { channel: 'slack', url: 'https://example.com/slack', customer };
      return send(operation, { body: JSON.stringify(json) });
    },
    endpoint_uid_exists: async (operation) => {
      const uid = newId('endpoint');
      await manage.createEndpoint({ ...endpointOfAnother, uid });
      return send(operation, { of: await things(), body: JSON.stringify({ ...endpointOfAnother, uid }) });
    },
    event_type_exists: (operation) =>
      send(operation, { body: JSON.stringify({ type: event.type, description: 'Again.', example: {} }) }),
    event_type_read_only: (operation) => send(operation, { of: { [eventTypeOfExamples]: event.type } }),
    too_many_event_types: async (operation) => {
      await manage.createEventType({ type: 'another.type', description: 'The only one.', example: {} });
      const response = await send(operation);
      await manage.deleteEventType('another.type');
      return response;
    },
    too_many_keys: 'takes as many keys (dashboard-api.e2e.spec.ts)',
    too_many_secrets: async (operation) => {
      const of = await things();
      for (let i = 1; i < maxSecrets; i++) await manage.rotateSecret(of.endpoint ?? '');
      return send(operation, { of });
    },
    concurrent_change: 'takes two conflicts in one call',
    payload_too_large: (operation) => send(operation, { body: JSON.stringify('x'.repeat(bodyMaxBytes)) }),
    unsupported_media_type: (operation) => send(operation, { body: '{}', headers: { 'content-type': 'text/plain' } }),
    validation_failed: (operation) => send(operation, { suffix: '?nope=1' }),
    too_many_endpoints: 'takes as many endpoints (large-calls.e2e.spec.ts)',
    too_many_contacts: 'takes as many contacts (contacts.e2e.spec.ts)',
    too_many_customers: 'takes as many customers (customers.e2e.spec.ts)',
    too_many_deliveries: 'takes as many deliveries (large-calls.e2e.spec.ts)',
    rate_limited: (operation) => send(operation, { api: new Api(impatient, postrider.keys.management_key) }),
    publish_limited: async (operation) => {
      await manage.putCustomer('patient', { publish_limit: 1 });
      const one = { ...event, customer: 'patient' };
      const body = JSON.stringify(operation.path.endsWith('/batch') ? { events: [one] } : one);
      const limited = async () => {
        const response = await send(operation, { body });
        return response.status === 429 && response;
      };
      return waitUntil(limited, { what: 'the limit of the customer' });
    },
    too_many_listeners: 'takes open streams (listen.e2e.spec.ts)',
    headers_too_large: (operation) => send(operation, { headers: { 'x-filler': 'y'.repeat(20_000) } }),
    internal_error: 'is a mistake (errors.e2e.spec.ts makes one)',
    service_unavailable: 'takes a Postgres that is away (errors.e2e.spec.ts)',
  };
}

interface SendOptions {
  readonly api?: Api;
  /** Behind the path, instead of its query. */
  readonly suffix?: string;
  readonly of?: Things;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const maxSecrets = 8;
const eventTypeOfExamples = 'shop.order_placed';
const uidOfExamples = 'acme';
const endpointOfAnother = { url: 'https://example.com/another', event_types: ['api_key.*'] };
