import { z } from 'zod';

/** An invalid input field: its path (`events.3.type`) and the expected value. */
export const FieldError = z.strictObject({ field: z.string(), message: z.string() }).meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

const Details = z.strictObject({
  message: z.string(),
  resource: z.string().optional(),
  id: z.string().optional(),
  field: z.string().optional(),
  fields: z.array(FieldError).optional(),
});

/** An error code: its HTTP status, its `type`, its cause (in Markdown), and an example. */
export interface ErrorDefinition {
  readonly status: number;
  readonly type: string;
  readonly when: string;
  readonly example: z.infer<typeof Details>;
}

const endpoint = 'whe_01m84c2hq3e1tb6nw0y5z8r4kd';

/** Every error code of the API. */
export const errorCodes = {
  malformed_body: {
    status: 400,
    type: 'invalid_request_error',
    when: 'The request is not valid HTTP, or its body is not valid JSON in UTF-8, is nested too deeply, has too many members, or does not match its `Content-Length`.',
    example: { message: 'the request body is not valid JSON: Unexpected end of JSON input' },
  },
  malformed_url: {
    status: 400,
    type: 'invalid_request_error',
    when: 'The URL contains an invalid percent-encoding.',
    example: { message: 'the URL contains an invalid percent-encoding' },
  },
  missing_api_key: {
    status: 401,
    type: 'authentication_error',
    when: 'The `Authorization: Bearer` header is missing.',
    example: { message: 'expected a header "Authorization: Bearer <API key>"' },
  },
  invalid_api_key: {
    status: 401,
    type: 'authentication_error',
    when: 'The API key is unknown or revoked.',
    example: { message: 'the API key is unknown or revoked' },
  },
  signed_out: {
    status: 401,
    type: 'authentication_error',
    when: 'The dashboard session is missing or has ended.',
    example: { message: 'not signed in: the session is missing or has ended' },
  },
  invalid_sign_in_link: {
    status: 401,
    type: 'authentication_error',
    when: 'The sign-in link was already used, has expired, or was issued by another server.',
    example: { message: 'the sign-in link was already used, has expired, or was issued by another server' },
  },
  operator_only: {
    status: 401,
    type: 'authentication_error',
    when: 'The operator password for `/queues` is missing or wrong.',
    example: { message: 'expected the operator password (HTTP Basic)' },
  },
  key_not_permitted: {
    status: 403,
    type: 'permission_error',
    when: 'A project key was used for a call other than publishing.',
    example: { message: 'a project key can only publish events; this call needs a management key' },
  },
  cross_site_request: {
    status: 403,
    type: 'permission_error',
    when: 'A web page of another site tried to change `/queues`, use `/mcp`, or call the API with a dashboard session.',
    example: { message: 'the queues cannot be changed from another site' },
  },
  queues_read_only: {
    status: 403,
    type: 'permission_error',
    when: '`/queues` is read-only unless `POSTRIDER_QUEUES_READ_ONLY` is `false`.',
    example: { message: 'the queues are read-only (POSTRIDER_QUEUES_READ_ONLY)' },
  },
  route_not_found: {
    status: 404,
    type: 'not_found',
    when: 'The method and path match no operation.',
    example: { message: 'there is no GET /manage/v1/webhooks/nothing' },
  },
  webhook_endpoint_not_found: {
    status: 404,
    type: 'not_found',
    when: 'The endpoint does not exist or is deleted.',
    example: notFound('webhook_endpoint', endpoint),
  },
  webhook_delivery_not_found: {
    status: 404,
    type: 'not_found',
    when: 'The delivery does not exist.',
    example: notFound('webhook_delivery', 'whd_01m84c2hq8fx2a7vj3c9k6m1pe'),
  },
  webhook_operation_not_found: {
    status: 404,
    type: 'not_found',
    when: 'The bulk operation does not exist.',
    example: notFound('webhook_operation', 'blk_01m84c2hqhe9y4qk6x1v3m8a5t'),
  },
  webhook_event_type_not_found: {
    status: 404,
    type: 'not_found',
    when: 'The event type does not exist.',
    example: notFound('webhook_event_type', 'shop.order_placed'),
  },
  webhook_key_not_found: {
    status: 404,
    type: 'not_found',
    when: 'The API key does not exist.',
    example: notFound('webhook_key', 'key_01m847ck4qf2tbh6w1s8n5x3ja'),
  },
  webhook_event_not_found: {
    status: 404,
    type: 'not_found',
    when: 'The event does not exist.',
    example: notFound('webhook_event', 'evt_01m84c2hqcf0g5rzt8d4s7b2nw'),
  },
  method_not_allowed: {
    status: 405,
    type: 'invalid_request_error',
    when: 'The path does not support the method. The `Allow` header lists the supported methods.',
    example: { message: 'PUT is not allowed on /manage/v1/webhooks/endpoints (allowed: GET, HEAD, OPTIONS, POST)' },
  },
  request_timeout: {
    status: 408,
    type: 'invalid_request_error',
    when: 'The request did not arrive within two minutes.',
    example: { message: 'the request did not arrive in time' },
  },
  idempotency_key_reused: {
    status: 409,
    type: 'conflict',
    when: 'The `Idempotency-Key` was used for a different request.',
    example: { message: 'Idempotency-Key rotate-2026-11 was used for a different request', field: 'Idempotency-Key' },
  },
  event_id_reused: {
    status: 409,
    type: 'conflict',
    when: "The event's `id` was published with different content.",
    example: {
      message: 'event id invoice-42 was published with different content',
      resource: 'webhook_event',
      id: 'invoice-42',
      field: 'id',
    },
  },
  endpoint_deleted: {
    status: 409,
    type: 'conflict',
    when: 'Deliveries of a deleted endpoint cannot be replayed.',
    example: {
      message: `webhook endpoint ${endpoint} is deleted; its deliveries cannot be replayed`,
      resource: 'webhook_endpoint',
      id: endpoint,
    },
  },
  endpoint_inactive: {
    status: 409,
    type: 'conflict',
    when: 'Deliveries of an inactive endpoint cannot be replayed, and its missed events cannot be recovered. Activate the endpoint first.',
    example: {
      message: `webhook endpoint ${endpoint} is inactive; activate it, then replay`,
      resource: 'webhook_endpoint',
      id: endpoint,
    },
  },
  event_type_exists: {
    status: 409,
    type: 'conflict',
    when: 'An event type with this name already exists.',
    example: {
      message: 'event type shop.order_placed already exists',
      resource: 'webhook_event_type',
      id: 'shop.order_placed',
    },
  },
  event_type_read_only: {
    status: 409,
    type: 'conflict',
    when: "Built-in event types and the event types of the operator's file are read-only.",
    example: {
      message: 'event type budget.exceeded is read-only: it comes from the built-in catalogue',
      resource: 'webhook_event_type',
      id: 'budget.exceeded',
    },
  },
  too_many_event_types: {
    status: 409,
    type: 'conflict',
    when: 'The organization has reached its limit of event types.',
    example: { message: 'too many event types (limit 200 per organization)' },
  },
  too_many_keys: {
    status: 409,
    type: 'conflict',
    when: 'The organization has reached its limit of active API keys. Revoke one first.',
    example: { message: 'too many active API keys (limit 100 per organization)' },
  },
  too_many_secrets: {
    status: 409,
    type: 'conflict',
    when: 'The endpoint has eight unexpired secrets. Rotate again after the oldest has expired.',
    example: {
      message: `too many unexpired secrets for webhook endpoint ${endpoint} (limit 8); rotate again after the oldest has expired`,
      resource: 'webhook_endpoint',
      id: endpoint,
    },
  },
  concurrent_change: {
    status: 409,
    type: 'conflict',
    when: 'Concurrent calls kept changing the same resource. Try again.',
    example: { message: 'the resource was changed by other calls at the same time; try again' },
  },
  payload_too_large: {
    status: 413,
    type: 'invalid_request_error',
    when: "An event's `data` or the request body is too large.",
    example: { message: 'the request body is too large (limit 8388608 bytes)' },
  },
  unsupported_media_type: {
    status: 415,
    type: 'invalid_request_error',
    when: 'The `Content-Type` of the body is not `application/json`.',
    example: { message: 'expected a body with content-type: application/json' },
  },
  validation_failed: {
    status: 422,
    type: 'invalid_request_error',
    when: 'A field is missing, unknown, of the wrong type, or has an invalid value.',
    example: {
      message: 'url: expected an http or https URL; nope: is not a field of this operation',
      field: 'url',
      fields: [
        { field: 'url', message: 'expected an http or https URL' },
        { field: 'nope', message: 'is not a field of this operation' },
      ],
    },
  },
  too_many_endpoints: {
    status: 422,
    type: 'invalid_request_error',
    when: 'The organization has reached its limit of endpoints. Delete one first.',
    example: { message: 'too many endpoints (limit 1000 per organization)' },
  },
  too_many_deliveries: {
    status: 422,
    type: 'invalid_request_error',
    when: 'The publish call would create too many deliveries. Publish fewer events per call.',
    example: {
      message: 'too many deliveries for one call: 500000 (limit 100000); publish fewer events per call',
      field: 'events',
    },
  },
  rate_limited: {
    status: 429,
    type: 'rate_limited',
    when: 'Too many management calls or failed sign-ins. Wait for the number of seconds in `Retry-After`.',
    example: { message: 'too many management calls (limit 60 per minute); try again in 41 s' },
  },
  too_many_listeners: {
    status: 429,
    type: 'rate_limited',
    when: 'The organization has too many open `listen` or `live` calls.',
    example: { message: 'too many listeners for this organization (limit 20 per gateway)' },
  },
  headers_too_large: {
    status: 431,
    type: 'invalid_request_error',
    when: 'The URL and headers of the request are too large.',
    example: { message: 'the URL and headers of the request are too large' },
  },
  internal_error: {
    status: 500,
    type: 'internal_error',
    when: 'An unexpected error in Postrider.',
    example: { message: 'unexpected error; the log of the server has the details' },
  },
  service_unavailable: {
    status: 503,
    type: 'service_unavailable',
    when: 'Postgres is unavailable, or the gateway has too many calls in progress. Wait for the number of seconds in `Retry-After`.',
    example: { message: 'the database is unavailable; try again' },
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorCodes;

const codes = Object.keys(errorCodes) as ErrorCode[];
const types = [...new Set(codes.map((code) => errorCodes[code].type))];

/** The body of every error response. */
export const ErrorBody = z
  .strictObject({
    error: z.strictObject({
      type: z.enum(types),
      code: z.enum(codes),
      ...Details.shape,
    }),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** An error's example, as a response body. */
export function exampleOfError(code: ErrorCode): ErrorBody {
  const { type, example } = errorCodes[code];
  return { error: { type, ...example, code } };
}

function notFound(resource: string, id: string): ErrorDefinition['example'] {
  return { message: `${resource.replaceAll('_', ' ')} ${id} not found`, resource, id };
}
