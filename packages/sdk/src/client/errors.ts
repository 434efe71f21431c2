import type { components } from '../generated/openapi.js';
import { AttemptTimeout, type Answer } from './attempt.js';

type ApiError = components['schemas']['Error']['error'];

/** One wrong field of a request: its path (`events.3.type`) and what was expected there. */
export type FieldError = components['schemas']['FieldError'];

/**
 * The API's own codes, and those of calls that got no answer of the API: `connection_failed`, `timeout` (an attempt took
 * too long), and `unexpected_response` (what answered is not Postrider: a proxy, a wrong URL).
 */
export type PostriderErrorCode = ApiError['code'] | 'connection_failed' | 'timeout' | 'unexpected_response';

export interface PostriderErrorDetails {
  message: string;
  code: PostriderErrorCode;
  type: ApiError['type'] | 'connection_error';
  status?: number | undefined;
  request: string;
  attempts: number;
  resource?: string | undefined;
  id?: string | undefined;
  field?: string | undefined;
  fields?: FieldError[] | undefined;
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
}

/** A call that failed. `code` is for programs, `message` for people (docs/api.md, Errors). */
export class PostriderError extends Error {
  override readonly name = 'PostriderError';
  /** HTTP status of the answer; undefined where there was none. */
  readonly status: number | undefined;
  readonly type: ApiError['type'] | 'connection_error';
  readonly code: PostriderErrorCode;
  /** What the error is about, for instance `webhook_endpoint`, and its id. */
  readonly resource: string | undefined;
  readonly id: string | undefined;
  /** The first wrong field; `fields` has all of them. */
  readonly field: string | undefined;
  readonly fields: readonly FieldError[];
  /** The call: `POST /manage/v1/webhooks/endpoints`. */
  readonly request: string;
  /** How often it was tried. */
  readonly attempts: number;
  /** What the answer's `Retry-After` asked for. */
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
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

interface Made {
  request: string;
  attempts: number;
  url: string;
}

/** Of an answer that is no success. */
export function refused(made: Made, { status, body }: Answer, retryAfterSeconds: number | undefined): PostriderError {
  const { request, attempts, url } = made;
  const error = apiErrorOf(body);
  if (error) return new PostriderError({ ...error, status, request, attempts, retryAfterSeconds });
  const message = `${url} answered ${String(status)}, but not as Postrider does: is the URL right?`;
  return new PostriderError({
    type: 'connection_error',
    code: 'unexpected_response',
    message,
    status,
    request,
    attempts,
    retryAfterSeconds,
  });
}

/** Of an attempt that ended without an answer. */
export function noAnswer({ request, attempts, url }: Made, cause: unknown): PostriderError {
  const code = cause instanceof AttemptTimeout ? 'timeout' : 'connection_failed';
  const message = `${url} cannot be reached: ${reasonOf(cause)}`;
  return new PostriderError({ type: 'connection_error', code, message, request, attempts, cause });
}

/** `fetch` says only that it failed; what it was is behind that. */
function reasonOf(error: unknown): string {
  const cause = isObject(error) ? messageOf(error.cause) : undefined;
  return cause ?? messageOf(error) ?? String(error);
}

/** Not by `instanceof Error`: the error may come from another realm. */
const messageOf = (error: unknown): string | undefined =>
  isObject(error) && typeof error.message === 'string' && error.message !== '' ? error.message : undefined;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The error in an answer's body, where it has the API's shape. */
function apiErrorOf(body: unknown): ApiError | undefined {
  const error = isObject(body) ? body.error : undefined;
  if (!isObject(error)) return undefined;
  const isApiError = [error.code, error.type, error.message].every((value) => typeof value === 'string');
  return isApiError ? (error as unknown as ApiError) : undefined;
}
