import { z } from 'zod';

/** One wrong input field: its path (`events.3.type`) and what was expected there. */
export const FieldError = z.strictObject({ field: z.string(), message: z.string() }).meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

const Details = z.strictObject({
  message: z.string(),
  resource: z.string().optional(),
  id: z.string().optional(),
  field: z.string().optional(),
  fields: z.array(FieldError).optional(),
});

/** What an error code means: its HTTP status, its `type`, when it is answered (in Markdown), and an example. */
export interface ErrorDefinition {
  readonly status: number;
  readonly type: string;
  readonly when: string;
  readonly example: z.infer<typeof Details>;
}

const endpoint = 'whe_01m84c2hq3e1tb6nw0y5z8r4kd';

/** Every error code that the API answers. */
export const errorCodes = {
  malformed_body: {
    status: 400,
    type: 'invalid_request_error',
    when: 'The body is not JSON in UTF-8, nested too deeply, has too many members, or another length than it says; or it is not valid HTTP, as with two `Host` headers.',
    example: { message: 'the request body is not valid JSON: Unexpected end of JSON input' },
  },
  malformed_url: {
    status: 400,
    type: 'invalid_request_error',
    when: 'The URL has a malformed percent-encoding.',
    example: { message: 'the URL has a malformed percent-encoding' },
  },
  missing_api_key: {
    status: 401,
    type: 'authentication_error',
    when: 'There is no `Authorization: Bearer` header.',
    example: { message: 'expected a header "Authorization: Bearer <API key>"' },
  },
  invalid_api_key: {
    status: 401,
    type: 'authentication_error',
    when: 'The key is unknown or revoked.',
    example: { message: 'the API key is unknown or revoked' },
  },
  signed_out: {
    status: 401,
    type: 'authentication_error',
    when: 'The session of the dashboard has ended, or there was none.',
    example: { message: 'not signed in: the session has ended, or there is none' },
  },
  invalid_sign_in_link: {
    status: 401,
    type: 'authentication_error',
    when: 'The sign-in link was used already, has expired, or was issued by another server.',
    example: { message: 'the sign-in link was used already, has expired, or was issued by another server' },
  },
  operator_only: {
    status: 401,
    type: 'authentication_error',
    when: "`/queues` was asked for without the operator's password, or the password is wrong.",
    example: { message: 'expected the operator password (HTTP Basic)' },
  },
  key_not_permitted: {
    status: 403,
    type: 'permission_error',
    when: 'A project key was used for more than publishing.',
    example: { message: 'a project key publishes events; this call needs a management key' },
  },
  cross_site_request: {
    status: 403,
    type: 'permission_error',
    when: 'A page of another site made a browser change `/queues`, use `/mcp`, or call with the cookie of the dashboard.',
    example: { message: 'another site may not change the queues' },
  },
  queues_read_only: {
    status: 403,
    type: 'permission_error',
    when: '`/queues` only shows, unless `POSTRIDER_QUEUES_READ_ONLY` is `false`.',
    example: { message: 'the queues can be looked at only (POSTRIDER_QUEUES_READ_ONLY)' },
  },
  route_not_found: {
    status: 404,
    type: 'not_found',
    when: 'There is no such operation.',
    example: { message: 'there is no GET /manage/v1/webhooks/nothing' },
  },
  webhook_endpoint_not_found: {
    status: 404,
    type: 'not_found',
    when: 'There is no such endpoint, or it is deleted.',
    example: notFound('webhook_endpoint', endpoint),
  },
  webhook_delivery_not_found: {
    status: 404,
    type: 'not_found',
    when: 'There is no such delivery.',
    example: notFound('webhook_delivery', 'whd_01m84c2hq8fx2a7vj3c9k6m1pe'),
  },
  webhook_operation_not_found: {
    status: 404,
    type: 'not_found',
    when: 'There is no such bulk operation.',
    example: notFound('webhook_operation', 'blk_01m84c2hqhe9y4qk6x1v3m8a5t'),
  },
  webhook_event_type_not_found: {
    status: 404,
    type: 'not_found',
    when: 'There is no such event type.',
    example: notFound('webhook_event_type', 'shop.order_placed'),
  },
  webhook_key_not_found: {
    status: 404,
    type: 'not_found',
    when: 'There is no such key.',
    example: notFound('webhook_key', 'key_01m847ck4qf2tbh6w1s8n5x3ja'),
  },
  webhook_event_not_found: {
    status: 404,
    type: 'not_found',
    when: 'There is no such event.',
    example: notFound('webhook_event', 'evt_01m84c2hqcf0g5rzt8d4s7b2nw'),
  },
  method_not_allowed: {
    status: 405,
    type: 'invalid_request_error',
    when: 'The path has no such method. The `Allow` header lists those that it has.',
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
    when: 'The `Idempotency-Key` was used for another request.',
    example: { message: 'Idempotency-Key rotate-2026-11 was used for a different request', field: 'Idempotency-Key' },
  },
  event_id_reused: {
    status: 409,
    type: 'conflict',
    when: "The event's `id` was published with other content.",
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
    when: 'A delivery of a deleted endpoint cannot be replayed.',
    example: {
      message: `webhook endpoint ${endpoint} is deleted; its deliveries cannot be replayed`,
      resource: 'webhook_endpoint',
      id: endpoint,
    },
  },
  endpoint_inactive: {
    status: 409,
    type: 'conflict',
    when: 'Deliveries of an inactive endpoint cannot be replayed, nor its missed events recovered: activate it first.',
    example: {
      message: `webhook endpoint ${endpoint} is inactive; activate it, then replay`,
      resource: 'webhook_endpoint',
      id: endpoint,
    },
  },
  event_type_exists: {
    status: 409,
    type: 'conflict',
    when: 'An event type of this name is there already.',
    example: {
      message: 'there is an event type shop.order_placed already',
      resource: 'webhook_event_type',
      id: 'shop.order_placed',
    },
  },
  event_type_read_only: {
    status: 409,
    type: 'conflict',
    when: "A built-in event type, or one of the operator's file, cannot be changed or deleted.",
    example: {
      message: "event type budget.exceeded is not of this organization's making",
      resource: 'webhook_event_type',
      id: 'budget.exceeded',
    },
  },
  too_many_event_types: {
    status: 409,
    type: 'conflict',
    when: 'The organization has made as many event types as it can.',
    example: { message: 'an organization can make at most 200 event types' },
  },
  too_many_keys: {
    status: 409,
    type: 'conflict',
    when: 'The organization has as many keys as it may: revoke one.',
    example: { message: 'too many active API keys (limit 100 per organization)' },
  },
  too_many_secrets: {
    status: 409,
    type: 'conflict',
    when: 'The endpoint has eight secrets that are still valid: rotate again when one expired.',
    example: {
      message: `webhook endpoint ${endpoint} has 8 unexpired secrets; rotate again when the oldest has expired`,
      resource: 'webhook_endpoint',
      id: endpoint,
    },
  },
  concurrent_change: {
    status: 409,
    type: 'conflict',
    when: 'Others changed the same thing at this moment, again and again. Try again.',
    example: { message: 'the resource was changed by other calls at the same time; try again' },
  },
  payload_too_large: {
    status: 413,
    type: 'invalid_request_error',
    when: "An event's `data`, or the whole body, is too large.",
    example: { message: 'the request body is too large (limit 20971520 bytes)' },
  },
  unsupported_media_type: {
    status: 415,
    type: 'invalid_request_error',
    when: 'The body has another `content-type` than `application/json`.',
    example: { message: 'expected a body with content-type: application/json' },
  },
  validation_failed: {
    status: 422,
    type: 'invalid_request_error',
    when: 'A field is missing, unknown, of the wrong type, or has a value that is not allowed.',
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
    when: 'The organization has as many endpoints as it may: delete one.',
    example: { message: 'too many endpoints (limit 1000 per organization)' },
  },
  too_many_deliveries: {
    status: 422,
    type: 'invalid_request_error',
    when: 'The publish call would make more deliveries than one call may: publish fewer events with each.',
    example: {
      message:
        'the call would make 500000 deliveries, and may make at most 100000: publish fewer events with each call',
      field: 'events',
    },
  },
  rate_limited: {
    status: 429,
    type: 'rate_limited',
    when: 'Too many management calls, or failed sign-ins. `Retry-After` says when to go on.',
    example: { message: 'too many management calls (limit 60 per minute); try again in 41 s' },
  },
  too_many_listeners: {
    status: 429,
    type: 'rate_limited',
    when: 'The organization has too many listeners or live streams open at this gateway.',
    example: { message: 'too many listeners for this organization (limit 20 per gateway)' },
  },
  headers_too_large: {
    status: 431,
    type: 'invalid_request_error',
    when: "The request's URL and headers are too large.",
    example: { message: 'the URL and the headers of the request are too large' },
  },
  internal_error: {
    status: 500,
    type: 'internal_error',
    when: "A mistake of Postrider's.",
    example: { message: 'unexpected error; the log of the server has the details' },
  },
  service_unavailable: {
    status: 503,
    type: 'service_unavailable',
    when: 'Postgres is away, or too many calls, or too large ones, are waiting. `Retry-After` says when to go on.',
    example: { message: 'the database cannot be reached, try again' },
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorCodes;

const codes = Object.keys(errorCodes) as ErrorCode[];
const types = [...new Set(codes.map((code) => errorCodes[code].type))];

/** The one shape of every error answer. */
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

/** The body of an error's example. */
export function exampleOfError(code: ErrorCode): ErrorBody {
  const { type, example } = errorCodes[code];
  return { error: { type, ...example, code } };
}

function notFound(resource: string, id: string): ErrorDefinition['example'] {
  return { message: `${resource.replaceAll('_', ' ')} ${id} not found`, resource, id };
}
