import { errorCodes, type ErrorBody, type ErrorCode, type FieldError } from '@postrider/contracts';

type Details = Omit<ErrorBody['error'], 'type' | 'message' | 'code'>;

/** An error response in the API's shape. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Details = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = errorCodes[code].status;
  }

  get body(): ErrorBody {
    return { error: { type: errorCodes[this.code].type, message: this.message, code: this.code, ...this.details } };
  }
}

type Resource = Extract<ErrorCode, `webhook_${string}_not_found`> extends `${infer Name}_not_found` ? Name : never;

const missing =
  (resource: Resource) =>
  (id: string): ApiError =>
    new ApiError(`${resource}_not_found`, `${resource.replaceAll('_', ' ')} ${id} not found`, { resource, id });

export const notFound = {
  endpoint: missing('webhook_endpoint'),
  delivery: missing('webhook_delivery'),
  operation: missing('webhook_operation'),
  eventType: missing('webhook_event_type'),
  key: missing('webhook_key'),
  portalSession: missing('webhook_portal_session'),
  oauthGrant: missing('webhook_oauth_grant'),
  contact: missing('webhook_contact'),
  customer: missing('webhook_customer'),
  event: missing('webhook_event'),
};

/** 422 that lists every wrong field. `field` repeats the first one. */
export function validationFailed(fields: readonly FieldError[]): ApiError {
  const [first] = fields;
  const message = fields.map((field) => `${field.field}: ${field.message}`).join('; ');
  return new ApiError('validation_failed', message, { ...(first && { field: first.field }), fields: [...fields] });
}

/** The caller itself has too many calls in progress. Those of others are served. */
export const tooManyCalls = (message: string): ApiError =>
  new ApiError('publish_limited', message, {}, { 'retry-after': '1' });

export const unavailable = (message: string): ApiError =>
  new ApiError('service_unavailable', message, {}, { 'retry-after': '1' });
