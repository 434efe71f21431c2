import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import * as contracts from '../index.js';
import { isOperation } from './operation.js';
import { wrongFields } from './wrong-fields.fixture.spec.js';

const operations = Object.values<unknown>(contracts).filter(isOperation);
const byName = operations.map((operation) => [operation.name, operation] as const);

function* numbersIn(schema: unknown): Generator<z.ZodNumber> {
  if (schema instanceof z.ZodNumber) yield schema;
  else if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) yield* numbersIn(schema.unwrap());
  else if (schema instanceof z.ZodArray) yield* numbersIn(schema.element);
  else if (schema instanceof z.ZodObject) for (const field of Object.values(schema.shape)) yield* numbersIn(field);
}

const fieldsOf = (schema: z.ZodType): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

describe('the operations', () => {
  it('are those of the specification under the names of its MCP tools, those for publishing, bulk work, own event types, customers and their limits, searchable paths, the request format, browser origins, the portal, contacts, OAuth grants, listening, exports, and a page', () => {
    expect(Object.fromEntries(byName.map(([name, { method, path }]) => [name, `${method} ${path}`]))).toEqual({
      list_webhook_customers: 'GET /manage/v1/webhooks/customers',
      get_webhook_customer: 'GET /manage/v1/webhooks/customers/{customer}',
      put_webhook_customer: 'PUT /manage/v1/webhooks/customers/{customer}',
      update_webhook_customer: 'PATCH /manage/v1/webhooks/customers/{customer}',
      delete_webhook_customer: 'DELETE /manage/v1/webhooks/customers/{customer}',
      get_webhook_customer_limits: 'GET /manage/v1/webhooks/customer-limits',
      update_webhook_customer_limits: 'PATCH /manage/v1/webhooks/customer-limits',
      get_webhook_portal: 'GET /manage/v1/webhooks/portal',
      update_webhook_portal: 'PATCH /manage/v1/webhooks/portal',
      create_webhook_portal_session: 'POST /manage/v1/webhooks/customers/{customer}/portal-sessions',
      list_webhook_portal_sessions: 'GET /manage/v1/webhooks/customers/{customer}/portal-sessions',
      revoke_webhook_portal_session: 'DELETE /manage/v1/webhooks/customers/{customer}/portal-sessions/{session_id}',
      list_webhook_endpoints: 'GET /manage/v1/webhooks/endpoints',
      get_webhook_endpoint: 'GET /manage/v1/webhooks/endpoints/{endpoint_id}',
      create_webhook_endpoint: 'POST /manage/v1/webhooks/endpoints',
      update_webhook_endpoint: 'PATCH /manage/v1/webhooks/endpoints/{endpoint_id}',
      delete_webhook_endpoint: 'DELETE /manage/v1/webhooks/endpoints/{endpoint_id}',
      expire_webhook_previous_secrets: 'POST /manage/v1/webhooks/endpoints/{endpoint_id}/expire-previous-secrets',
      get_webhook_endpoint_history: 'GET /manage/v1/webhooks/endpoints/{endpoint_id}/history',
      get_webhook_endpoint_metrics: 'GET /manage/v1/webhooks/endpoints/{endpoint_id}/metrics',
      rotate_webhook_secret: 'POST /manage/v1/webhooks/endpoints/{endpoint_id}/rotate-secret',
      send_webhook_test: 'POST /manage/v1/webhooks/endpoints/{endpoint_id}/test',
      list_webhook_deliveries: 'GET /manage/v1/webhooks/deliveries',
      export_webhook_deliveries: 'GET /manage/v1/webhooks/deliveries/export',
      start_webhook_export: 'POST /manage/v1/webhooks/deliveries/export',
      download_webhook_export: 'GET /manage/v1/webhooks/operations/{operation_id}/file',
      get_webhook_delivery: 'GET /manage/v1/webhooks/deliveries/{delivery_id}',
      replay_webhook_delivery: 'POST /manage/v1/webhooks/deliveries/{delivery_id}/replay',
      list_webhook_event_types: 'GET /manage/v1/webhooks/event-types',
      get_webhook_event_type: 'GET /manage/v1/webhooks/event-types/{event_type}',
      create_webhook_event_type: 'POST /manage/v1/webhooks/event-types',
      update_webhook_event_type: 'PATCH /manage/v1/webhooks/event-types/{event_type}',
      delete_webhook_event_type: 'DELETE /manage/v1/webhooks/event-types/{event_type}',
      publish_webhook_event: 'POST /manage/v1/webhooks/events',
      publish_webhook_events: 'POST /manage/v1/webhooks/events/batch',
      list_webhook_events: 'GET /manage/v1/webhooks/events',
      get_webhook_searchable_paths: 'GET /manage/v1/webhooks/searchable-paths',
      update_webhook_searchable_paths: 'PATCH /manage/v1/webhooks/searchable-paths',
      get_webhook_browser_origins: 'GET /manage/v1/webhooks/browser-origins',
      update_webhook_browser_origins: 'PATCH /manage/v1/webhooks/browser-origins',
      get_webhook_request_format: 'GET /manage/v1/webhooks/request-format',
      update_webhook_request_format: 'PATCH /manage/v1/webhooks/request-format',
      get_webhook_event: 'GET /manage/v1/webhooks/events/{event_id}',
      bulk_replay_webhook_deliveries: 'POST /manage/v1/webhooks/deliveries/replay',
      count_webhook_deliveries: 'GET /manage/v1/webhooks/deliveries/count',
      count_missed_webhook_events: 'GET /manage/v1/webhooks/endpoints/{endpoint_id}/missed-events',
      recover_webhook_endpoint: 'POST /manage/v1/webhooks/endpoints/{endpoint_id}/recover',
      list_webhook_operations: 'GET /manage/v1/webhooks/operations',
      get_webhook_operation: 'GET /manage/v1/webhooks/operations/{operation_id}',
      cancel_webhook_operation: 'POST /manage/v1/webhooks/operations/{operation_id}/cancel',
      listen_to_webhook_events: 'GET /manage/v1/webhooks/listen',
      get_webhook_delivery_history: 'GET /manage/v1/webhooks/deliveries/{delivery_id}/history',
      get_webhook_overview: 'GET /manage/v1/webhooks/overview',
      list_webhook_endpoint_activity: 'GET /manage/v1/webhooks/endpoints/activity',
      list_webhook_contacts: 'GET /manage/v1/webhooks/contacts',
      get_webhook_contact: 'GET /manage/v1/webhooks/contacts/{contact_id}',
      create_webhook_contact: 'POST /manage/v1/webhooks/contacts',
      test_webhook_contact: 'POST /manage/v1/webhooks/contacts/{contact_id}/test',
      delete_webhook_contact: 'DELETE /manage/v1/webhooks/contacts/{contact_id}',
      list_webhook_keys: 'GET /manage/v1/webhooks/keys',
      create_webhook_key: 'POST /manage/v1/webhooks/keys',
      revoke_webhook_key: 'DELETE /manage/v1/webhooks/keys/{key_id}',
      list_webhook_oauth_grants: 'GET /manage/v1/webhooks/oauth-grants',
      revoke_webhook_oauth_grant: 'DELETE /manage/v1/webhooks/oauth-grants/{grant_id}',
      watch_webhook_changes: 'GET /manage/v1/webhooks/live',
    });
  });

  it('need a management key, except those for publishing', () => {
    const publishing = operations.filter(({ access }) => access === 'publish').map(({ name }) => name);
    expect(publishing.toSorted()).toEqual(['publish_webhook_event', 'publish_webhook_events']);
  });

  it('that a customer in the portal may use name something of the customer, filter by it, or show no data of anybody', () => {
    const ofNobody = ['list_webhook_event_types', 'get_webhook_event_type', 'get_webhook_request_format'];
    const inPortal = operations.filter(({ portal }) => portal !== undefined);
    const owned = ['endpoint_id', 'delivery_id', 'operation_id', 'customer'];
    for (const { name, params, query, body } of inPortal) {
      const fields = [params, query, body].flatMap(fieldsOf);
      if (!ofNobody.includes(name)) expect([name, fields.some((field) => owned.includes(field))]).toEqual([name, true]);
    }
    expect(Object.fromEntries(inPortal.map(({ name, portal }) => [name, portal]))).toEqual({
      list_webhook_endpoints: 'view',
      get_webhook_endpoint: 'view',
      create_webhook_endpoint: 'manage',
      update_webhook_endpoint: 'manage',
      delete_webhook_endpoint: 'manage',
      rotate_webhook_secret: 'secrets',
      expire_webhook_previous_secrets: 'secrets',
      send_webhook_test: 'test',
      get_webhook_endpoint_metrics: 'view',
      list_webhook_endpoint_activity: 'view',
      list_webhook_deliveries: 'view',
      get_webhook_delivery: 'view',
      count_webhook_deliveries: 'view',
      count_missed_webhook_events: 'view',
      replay_webhook_delivery: 'replay',
      bulk_replay_webhook_deliveries: 'replay',
      recover_webhook_endpoint: 'replay',
      get_webhook_operation: 'view',
      cancel_webhook_operation: 'replay',
      list_webhook_event_types: 'view',
      get_webhook_event_type: 'view',
      get_webhook_request_format: 'view',
    });
  });

  it.each(byName)('%s describes itself', (_, { summary, description }) => {
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
    expect(description).toMatch(/^[A-Z][^]*\.$/);
  });

  it.each(byName)('%s takes the parameters that its path names', (_, { path, params }) => {
    const placeholders = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
    expect(fieldsOf(params)).toEqual(placeholders);
  });

  it.each(byName)('%s refuses query parameters and body fields that it does not know', (_, { query, body }) => {
    expect(wrongFields(query, { unknown: '1' })).toContain('unknown');
    expect(wrongFields(body, { unknown: 1 })).toContain('unknown');
  });

  it('give no input field two meanings, so that a tool can take all of them side by side', () => {
    for (const { params, query, body } of operations) {
      const names = [params, query, body].flatMap(fieldsOf);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(byName)('%s has a status that fits its method', (_, { method, status }) => {
    const allowed = { GET: [200], POST: [200, 201, 202], PUT: [200], PATCH: [200], DELETE: [204] };
    expect(allowed[method]).toContain(status);
  });

  it('that change something may refuse a reused Idempotency-Key', () => {
    const changing = operations.filter(({ method }) => method !== 'GET');
    for (const { errors } of changing) expect(errors).toContain('idempotency_key_reused');
  });

  it('that name one thing may not find it', () => {
    const naming = operations.filter(({ params }) => fieldsOf(params).length > 0);
    for (const { errors } of naming) expect(errors.some((code) => code.endsWith('_not_found'))).toBe(true);
  });
});

it('the numbers of a body say what is expected, in words of their own', () => {
  const messages = operations.flatMap(({ body }) =>
    [...numbersIn(body)].flatMap((number) =>
      [1e12, -1e12].flatMap((wrong) => number.safeParse(wrong).error?.issues.map(({ message }) => message) ?? []),
    ),
  );
  expect(messages.length).toBeGreaterThan(10);
  expect(messages.filter((message) => !message.startsWith('expected a '))).toEqual([]);
});
