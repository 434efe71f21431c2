import type { components } from '../generated/openapi.js';
import { AttemptTimeout } from './attempt.js';

type ApiError = components['schemas']['ErrorDetail'];

/** One invalid field of a request: its path (`events.3.type`) and what was expected. */
export type FieldError = components['schemas']['FieldError'];

/**
 * The API's codes, and three for calls without a response of the API: `connection_failed`, `timeout` (an attempt took too
 * long) and `unexpected_response` (the response is not Postrider's: a proxy's, or the URL is wrong).
 */
export type PostriderErrorCode = ApiError['code'] | 'connection_failed' | 'timeout' | 'unexpected_response';

export type PostriderErrorDetails = Pick<PostriderError, 'message' | 'code' | 'type' | 'request' | 'attempts'> &
  Partial<PostriderError>;

/** A call that failed. `code` is for programs, `message` for people (docs/api.md, Errors). */
export class PostriderError extends Error {
  override readonly name = 'PostriderError';
  /** HTTP status of the response; undefined without one. */
  readonly status: number | undefined;
  readonly type: ApiError['type'] | 'connection_error';
  readonly code: PostriderErrorCode;
  /** The kind of object that the error is about, such as `webhook_endpoint`, and its id. */
  readonly resource: string | undefined;
  readonly id: string | undefined;
  /** The first invalid field; `fields` has all of them. */
  readonly field: string | undefined;
  readonly fields: readonly FieldError[];
  /** The call: `POST /manage/v1/webhooks/endpoints`. */
  readonly request: string;
  /** Number of attempts, the first included. */
  readonly attempts: number;
  /** The response's `X-Request-Id`, by which the log of the server is searched; undefined without a response. */
  readonly requestId: string | undefined;
  /** The response's `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(details: PostriderErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = details.status;
    this.type = details.type;
    this.code = details.code;
    this.resource = details.resource;
    this.id = details.id;
    this.field = details.field;
    this.fields = details.fields ?? [];
    this.request = details.request;
    this.attempts = details.attempts;
    this.requestId = details.requestId;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export interface FailedCall {
  request: string;
  attempts: number;
  url: string;
}

export function errorFromResponse(
  { request, attempts, url }: FailedCall,
  status: number,
  body: unknown,
  retryAfterSeconds: number | undefined,
): PostriderError {
  const error = apiErrorOf(body) ?? {
    type: 'connection_error',
    code: 'unexpected_response',
    message: `${url} responded with ${status}, but not as Postrider does: is the URL right?`,
  };
  const requestId = 'request_id' in error ? error.request_id : undefined;
  return new PostriderError({ ...error, status, request, attempts, requestId, retryAfterSeconds });
}

/** For an attempt that ended without a response. */
export const errorWithoutResponse = (failed: FailedCall, cause: unknown): PostriderError =>
  connectionError(failed, cause, `cannot reach ${failed.url}: ${reasonOf(cause)}`);

/** For a file whose response has begun. */
export const errorInFile = (failed: FailedCall, cause: unknown): PostriderError =>
  connectionError(failed, cause, `the file of ${failed.url} broke off: ${reasonOf(cause)}`);

function connectionError({ request, attempts }: FailedCall, cause: unknown, message: string): PostriderError {
  const code = cause instanceof AttemptTimeout ? 'timeout' : 'connection_failed';
  return new PostriderError({ type: 'connection_error', code, message, request, attempts, cause });
}

/** `fetch` says only that it failed. Its cause has the reason, sometimes as a code without a message. */
function reasonOf(error: unknown): string {
  const cause = isObject(error) ? (textIn(error.cause, 'message') ?? textIn(error.cause, 'code')) : undefined;
  return cause ?? textIn(error, 'message') ?? String(error);
}

/** Without `instanceof Error`: the error may come from another realm. */
function textIn(error: unknown, key: 'message' | 'code'): string | undefined {
  const text = isObject(error) ? error[key] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The `error` of a body that has the API's shape. */
export function apiErrorOf(body: unknown): ApiError | undefined {
  const error = isObject(body) ? body.error : undefined;
  if (!isObject(error)) return undefined;
  const isApiError = [error.code, error.type, error.message].every((value) => typeof value === 'string');
  return isApiError ? (error as unknown as ApiError) : undefined;
}
