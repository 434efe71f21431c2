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

export const notFound = {
  endpoint: (id: string) =>
    new ApiError('webhook_endpoint_not_found', `webhook endpoint ${id} not found`, {
      resource: 'webhook_endpoint',
      id,
    }),
  delivery: (id: string) =>
    new ApiError('webhook_delivery_not_found', `webhook delivery ${id} not found`, {
      resource: 'webhook_delivery',
      id,
    }),
  operation: (id: string) =>
    new ApiError('webhook_operation_not_found', `webhook operation ${id} not found`, {
      resource: 'webhook_operation',
      id,
    }),
  eventType: (type: string) =>
    new ApiError('webhook_event_type_not_found', `webhook event type ${type} not found`, {
      resource: 'webhook_event_type',
      id: type,
    }),
  key: (id: string) =>
    new ApiError('webhook_key_not_found', `webhook key ${id} not found`, { resource: 'webhook_key', id }),
  event: (id: string) =>
    new ApiError('webhook_event_not_found', `webhook event ${id} not found`, { resource: 'webhook_event', id }),
};

/** 422 that lists every wrong field. `field` repeats the first one. */
export function validationFailed(fields: readonly FieldError[]): ApiError {
  const [first] = fields;
  const message = fields.map((field) => `${field.field}: ${field.message}`).join('; ');
  return new ApiError('validation_failed', message, { ...(first && { field: first.field }), fields: [...fields] });
}

const retryAfterSeconds = 1;

export const unavailable = (message: string): ApiError =>
  new ApiError('service_unavailable', message, {}, { 'retry-after': String(retryAfterSeconds) });
