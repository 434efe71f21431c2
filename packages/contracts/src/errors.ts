import { z } from 'zod';

/** HTTP status and `type` of every error code that the API answers. */
export const errorCodes = {
  malformed_body: { status: 400, type: 'invalid_request_error' },
  malformed_url: { status: 400, type: 'invalid_request_error' },
  missing_api_key: { status: 401, type: 'authentication_error' },
  invalid_api_key: { status: 401, type: 'authentication_error' },
  operator_only: { status: 401, type: 'authentication_error' },
  key_not_permitted: { status: 403, type: 'permission_error' },
  cross_site_request: { status: 403, type: 'permission_error' },
  route_not_found: { status: 404, type: 'not_found' },
  webhook_endpoint_not_found: { status: 404, type: 'not_found' },
  webhook_delivery_not_found: { status: 404, type: 'not_found' },
  webhook_operation_not_found: { status: 404, type: 'not_found' },
  webhook_event_not_found: { status: 404, type: 'not_found' },
  request_timeout: { status: 408, type: 'invalid_request_error' },
  idempotency_key_reused: { status: 409, type: 'conflict' },
  event_id_reused: { status: 409, type: 'conflict' },
  endpoint_deleted: { status: 409, type: 'conflict' },
  endpoint_inactive: { status: 409, type: 'conflict' },
  too_many_secrets: { status: 409, type: 'conflict' },
  concurrent_change: { status: 409, type: 'conflict' },
  payload_too_large: { status: 413, type: 'invalid_request_error' },
  unsupported_media_type: { status: 415, type: 'invalid_request_error' },
  validation_failed: { status: 422, type: 'invalid_request_error' },
  rate_limited: { status: 429, type: 'rate_limited' },
  headers_too_large: { status: 431, type: 'invalid_request_error' },
  internal_error: { status: 500, type: 'internal_error' },
  service_unavailable: { status: 503, type: 'service_unavailable' },
} as const satisfies Record<string, { status: number; type: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** One wrong input field: its path (`events.3.type`) and what was expected there. */
export const FieldError = z.strictObject({ field: z.string(), message: z.string() });
export type FieldError = z.infer<typeof FieldError>;

/** The one shape of every error answer. */
export const ErrorBody = z.strictObject({
  error: z.strictObject({
    type: z.string(),
    message: z.string(),
    code: z.string(),
    resource: z.string().optional(),
    id: z.string().optional(),
    field: z.string().optional(),
    fields: z.array(FieldError).optional(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
