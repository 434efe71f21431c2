import * as z from 'zod';

/** An invalid input field: its path (`events.3.type`) and the expected value. */
export const FieldError = z.strictObject({ field: z.string(), message: z.string() }).meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

const Details = z.strictObject({
  message: z.string(),
  resource: z.string().optional(),
  id: z.string().optional(),
  field: z.string().optional(),
  fields: z.array(FieldError).optional(),
  request_id: z.string().optional().describe('Id of the call: its `X-Request-Id`. The log of the server has it too.'),
});

/** The `type` of errors, by HTTP status. */
const types = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found',
  405: 'invalid_request_error',
  408: 'invalid_request_error',
  409: 'conflict',
  413: 'invalid_request_error',
  415: 'invalid_request_error',
  422: 'invalid_request_error',
  429: 'rate_limited',
  431: 'invalid_request_error',
  500: 'internal_error',
  503: 'service_unavailable',
} as const;
type Status = keyof typeof types;

/** An error code: its HTTP status, its `type`, its cause (in Markdown), and an example. */
export interface ErrorDefinition {
  readonly status: Status;
  readonly type: (typeof types)[Status];
  readonly when: string;
  readonly example: z.infer<typeof Details>;
}

function error(status: Status, { when, ...example }: { when: string } & ErrorDefinition['example']): ErrorDefinition {
  return { status, type: types[status], when, example };
}

const notFound = (kind: string, id: string, when: string) =>
  error(404, {
    when,
    message: `webhook ${kind.replaceAll('_', ' ')} ${id} not found`,
    resource: `webhook_${kind}`,
    id,
  });

const endpoint = 'whe_01m84c2hq3e1tb6nw0y5z8r4kd';

/** Every error code of the API. */
export const errorCodes = {
  malformed_body: error(400, {
    when: 'The request is not valid HTTP, or its body is not valid JSON in UTF-8, is nested too deeply, has too many members, or does not match its `Content-Length`.',
    message: 'the request body is not valid JSON: Unexpected end of JSON input',
  }),
  malformed_url: error(400, {
    when: 'The URL contains an invalid percent-encoding.',
    message: 'the URL contains an invalid percent-encoding',
  }),
  missing_api_key: error(401, {
    when: 'The `Authorization: Bearer` header is missing.',
    message: 'expected a header "Authorization: Bearer <API key>"',
  }),
  invalid_api_key: error(401, {
    when: 'The API key is unknown or revoked.',
    message: 'the API key is unknown or revoked',
  }),
  invalid_access_token: error(401, {
    when: 'The OAuth access token is unknown or has expired, its grant was revoked, or it was sent to another path than `/mcp`.',
    message: 'the access token is unknown or has expired',
  }),
  signed_out: error(401, {
    when: 'The dashboard session is missing or has ended.',
    message: 'not signed in: the session is missing or has ended',
  }),
  portal_session_ended: error(401, {
    when: 'The portal session is over, was revoked, or belongs to a deleted customer.',
    message: 'the portal session is over or was revoked',
  }),
  invalid_sign_in_link: error(401, {
    when: 'The sign-in link was already used, has expired, or was issued by another server.',
    message: 'the sign-in link was already used, has expired, or was issued by another server',
  }),
  operator_only: error(401, {
    when: 'The operator password for `/queues` is missing or wrong.',
    message: 'expected the operator password (HTTP Basic)',
  }),
  portal_not_permitted: error(403, {
    when: 'The portal session may not do this: the operation is not one of the portal, or the session lacks the capability.',
    message: 'this portal session lacks the capability "replay"',
  }),
  key_not_permitted: error(403, {
    when: 'A project key was used for a call other than publishing.',
    message: 'a project key can only publish events; this call needs a management key',
  }),
  insufficient_scope: error(403, {
    when: 'The OAuth grant allows reading only.',
    message: 'this grant has the scope "read"; the call needs "manage"',
  }),
  cross_site_request: error(403, {
    when: 'A web page of another site tried to change `/queues`, use `/mcp` or OAuth, or call the API with a dashboard session.',
    message: 'the queues cannot be changed from another site',
  }),
  queues_read_only: error(403, {
    when: '`/queues` is read-only unless `POSTRIDER_QUEUES_READ_ONLY` is `false`.',
    message: 'the queues are read-only (POSTRIDER_QUEUES_READ_ONLY)',
  }),
  route_not_found: error(404, {
    when: 'The method and path match no operation.',
    message: 'there is no GET /manage/v1/webhooks/nothing',
  }),
  webhook_endpoint_not_found: notFound('endpoint', endpoint, 'The endpoint does not exist or is deleted.'),
  webhook_delivery_not_found: notFound('delivery', 'whd_01m84c2hq8fx2a7vj3c9k6m1pe', 'The delivery does not exist.'),
  webhook_operation_not_found: notFound(
    'operation',
    'blk_01m84c2hqhe9y4qk6x1v3m8a5t',
    'The bulk operation does not exist.',
  ),
  webhook_event_type_not_found: notFound('event_type', 'shop.order_placed', 'The event type does not exist.'),
  webhook_customer_not_found: notFound('customer', 'acme', 'The customer does not exist or is deleted.'),
  webhook_portal_session_not_found: notFound(
    'portal_session',
    'pst_01m848v5zcf3k9w1x7d0b6m2qe',
    'The portal session does not exist or has ended.',
  ),
  webhook_oauth_grant_not_found: notFound(
    'oauth_grant',
    'oag_01m84a6h3kf7x2q9w4t0c8n5vd',
    'The OAuth grant does not exist, has ended or was revoked.',
  ),
  webhook_contact_not_found: notFound('contact', 'ctc_01m848w2tnf7q3z6y9c1b5d8hk', 'The contact does not exist.'),
  webhook_key_not_found: notFound('key', 'key_01m847ck4qf2tbh6w1s8n5x3ja', 'The API key does not exist.'),
  webhook_event_not_found: notFound('event', 'evt_01m84c2hqcf0g5rzt8d4s7b2nw', 'The event does not exist.'),
  method_not_allowed: error(405, {
    when: 'The path does not support the method. The `Allow` header lists the supported methods.',
    message: 'PUT is not allowed on /manage/v1/webhooks/endpoints (allowed: GET, HEAD, OPTIONS, POST)',
  }),
  request_timeout: error(408, {
    when: 'The request did not arrive within two minutes.',
    message: 'the request did not arrive in time',
  }),
  idempotency_key_reused: error(409, {
    when: 'The `Idempotency-Key` was used for a different request.',
    message: 'Idempotency-Key rotate-2026-11 was used for a different request',
    field: 'Idempotency-Key',
  }),
  event_id_reused: error(409, {
    when: "The event's `id` was published with different content.",
    message: 'event id invoice-42 was published with different content',
    resource: 'webhook_event',
    id: 'invoice-42',
    field: 'id',
  }),
  endpoint_deleted: error(409, {
    when: 'Deliveries of a deleted endpoint cannot be replayed.',
    message: `webhook endpoint ${endpoint} is deleted; its deliveries cannot be replayed`,
    resource: 'webhook_endpoint',
    id: endpoint,
  }),
  endpoint_inactive: error(409, {
    when: 'Deliveries of an inactive endpoint cannot be replayed, and its missed events cannot be recovered. Activate the endpoint first.',
    message: `webhook endpoint ${endpoint} is inactive; activate it, then replay`,
    resource: 'webhook_endpoint',
    id: endpoint,
  }),
  export_running: error(409, {
    when: 'Another export of the organization is running. Wait until it ends, or cancel it.',
    message: 'another export is running (limit 1 per organization); wait until it ends, or cancel it',
    resource: 'webhook_operation',
    id: 'blk_01m84b6d2rn8c5y1k3v7q9t0ma',
  }),
  export_not_available: error(409, {
    when: 'The operation has no file to download: it is no export, is still running or was cancelled, or the file has expired.',
    message: 'webhook operation blk_01m84b6d2rn8c5y1k3v7q9t0ma has no file: it is still running',
    resource: 'webhook_operation',
    id: 'blk_01m84b6d2rn8c5y1k3v7q9t0ma',
  }),
  portal_disabled: error(409, {
    when: 'There is no portal: `POSTRIDER_PORTAL_ENABLED` is `false`.',
    message: 'there is no portal: POSTRIDER_PORTAL_ENABLED is false',
  }),
  customer_inactive: error(409, {
    when: 'An endpoint of an inactive customer cannot be activated. Activate the customer first.',
    message: 'webhook customer acme is inactive; activate it, then its endpoints are active again',
    resource: 'webhook_customer',
    id: 'acme',
  }),
  contact_disabled: error(409, {
    when: 'A contact that has unsubscribed, or was refused, gets no test message either. Delete it and create another one.',
    message:
      'webhook contact ctc_01m848w2tnf7q3z6y9c1b5d8hk is disabled (unsubscribed) and gets no messages; delete it and create another one',
    resource: 'webhook_contact',
    id: 'ctc_01m848w2tnf7q3z6y9c1b5d8hk',
  }),
  contact_exists: error(409, {
    when: 'Another contact of the same owner has this address or URL, so that each message would arrive twice. `id` is its id.',
    message: 'contact ctc_01m848w2tnf7q3z6y9c1b5d8hk has this address already',
    resource: 'webhook_contact',
    id: 'ctc_01m848w2tnf7q3z6y9c1b5d8hk',
    field: 'address',
  }),
  endpoint_uid_exists: error(409, {
    when: 'Another endpoint of the same owner has this `uid`.',
    message: 'another endpoint has the uid billing-hook',
    field: 'uid',
  }),
  event_type_exists: error(409, {
    when: 'An event type with this name already exists.',
    message: 'event type shop.order_placed already exists',
    resource: 'webhook_event_type',
    id: 'shop.order_placed',
  }),
  event_type_read_only: error(409, {
    when: "Built-in event types and the event types of the operator's file are read-only.",
    message: 'event type budget.exceeded is read-only: it comes from the built-in catalogue',
    resource: 'webhook_event_type',
    id: 'budget.exceeded',
  }),
  too_many_event_types: error(409, {
    when: 'The organization has reached its limit of event types.',
    message: 'too many event types (limit 200 per organization)',
  }),
  too_many_keys: error(409, {
    when: 'The organization has reached its limit of active API keys. Revoke one first.',
    message: 'too many active API keys (limit 100 per organization)',
  }),
  too_many_secrets: error(409, {
    when: 'The endpoint has eight unexpired secrets. Rotate again after the oldest has expired.',
    message: `too many unexpired secrets for webhook endpoint ${endpoint} (limit 8); rotate again after the oldest has expired`,
    resource: 'webhook_endpoint',
    id: endpoint,
  }),
  concurrent_change: error(409, {
    when: 'Concurrent calls kept changing the same resource. Try again.',
    message: 'the resource was changed by other calls at the same time; try again',
  }),
  payload_too_large: error(413, {
    when: "An event's `data` or the request body is too large.",
    message: 'the request body is too large (limit 8388608 bytes)',
  }),
  unsupported_media_type: error(415, {
    when: 'The `Content-Type` of the body is not `application/json`.',
    message: 'expected a body with content-type: application/json',
  }),
  validation_failed: error(422, {
    when: 'A field is missing, unknown, of the wrong type, or has an invalid value.',
    message: 'url: expected an http or https URL; nope: is not a field of this operation',
    field: 'url',
    fields: [
      { field: 'url', message: 'expected an http or https URL' },
      { field: 'nope', message: 'is not a field of this operation' },
    ],
  }),
  too_many_endpoints: error(422, {
    when: 'The organization or the customer has reached its limit of endpoints. Delete one first.',
    message: 'too many endpoints (limit 1000 per organization)',
  }),
  too_many_contacts: error(422, {
    when: 'The organization or the customer has reached its limit of contacts. Delete one first.',
    message: 'too many contacts (limit 10 per customer)',
  }),
  too_many_customers: error(422, {
    when: 'The organization has reached its limit of customers. Delete one first.',
    message: 'too many customers (limit 100000 per organization)',
  }),
  too_many_deliveries: error(422, {
    when: 'The publish call would create too many deliveries. Publish fewer events per call.',
    message: 'too many deliveries for one call: 500000 (limit 100000); publish fewer events per call',
    field: 'events',
  }),
  rate_limited: error(429, {
    when: 'Too many management calls or failed sign-ins. Wait for the number of seconds in `Retry-After`.',
    message: 'too many management calls (limit 60 per minute); try again in 41 s',
  }),
  publish_limited: error(429, {
    when: 'Too many publish calls of the organization or the customer are in progress, or the customer has published too many events. Wait for the number of seconds in `Retry-After`.',
    message: 'too many events for customer acme (limit 5 per second and gateway); try again in 1 s',
  }),
  contact_test_limited: error(429, {
    when: 'A test message to the contact was asked for a moment ago. Wait for the number of seconds in `Retry-After`.',
    message: 'too many test messages (limit one in 30 s per contact); try again in 12 s',
  }),
  too_many_listeners: error(429, {
    when: 'The organization has too many open `listen` or `live` calls.',
    message: 'too many listeners for this organization (limit 20 per gateway)',
  }),
  headers_too_large: error(431, {
    when: 'The URL and headers of the request are too large.',
    message: 'the URL and headers of the request are too large',
  }),
  internal_error: error(500, {
    when: 'An unexpected error in Postrider.',
    message: 'unexpected error; the log of the server has the details',
  }),
  service_unavailable: error(503, {
    when: 'Postgres is unavailable, or the gateway has too many calls in progress. Wait for the number of seconds in `Retry-After`.',
    message: 'the database is unavailable; try again',
  }),
};

export type ErrorCode = keyof typeof errorCodes;

const codes = Object.keys(errorCodes) as ErrorCode[];

/** The body of every error response. */
export const ErrorBody = z
  .strictObject({
    error: z
      .strictObject({ type: z.enum(Object.values(types)), code: z.enum(codes), ...Details.shape })
      .meta({ id: 'ErrorDetail' }),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof ErrorBody>;

const exampleRequestId = 'req_0b5f7a2e4c8d4f0e9a61d2c3b4a59687';

/** An error's example, as a response body. */
export function exampleOfError(code: ErrorCode): ErrorBody {
  const { type, example } = errorCodes[code];
  return { error: { type, ...example, code, request_id: exampleRequestId } };
}
