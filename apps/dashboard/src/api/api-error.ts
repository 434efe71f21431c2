import type { ErrorBody, ErrorCode, FieldError } from '@postrider/contracts';
import { t } from '../texts/texts.js';

/** An error response of the API. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly body: ErrorBody['error'],
    /** Seconds, from the response's `Retry-After`. */
    readonly retryAfter: number | undefined,
  ) {
    super(body.message);
  }

  get code(): ErrorCode {
    return this.body.code;
  }

  /** The wrong fields of the request, with what was expected. */
  get fields(): readonly FieldError[] {
    const { field, fields, message } = this.body;
    return fields ?? (field === undefined ? [] : [{ field, message }]);
  }
}

/** No response, or one that is not the API's: the server or a proxy before it is down. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

const isErrorBody = (value: unknown): value is ErrorBody =>
  typeof value === 'object' &&
  value !== null &&
  'error' in value &&
  typeof value.error === 'object' &&
  value.error !== null &&
  'message' in value.error &&
  'code' in value.error;

/** Reads a failed response. `text` is its body. */
export function errorOfResponse(status: number, text: string, retryAfter: string | null): ApiError | UnreachableError {
  const body = parse(text);
  if (!isErrorBody(body)) return new UnreachableError(`the server responded with ${status} and no reason`);
  const seconds = Number(retryAfter ?? Number.NaN);
  return new ApiError(status, body.error, Number.isFinite(seconds) ? seconds : undefined);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text that a page shows for an error. */
export function messageOf(error: unknown): string {
  if (error instanceof UnreachableError) return t(($) => $.api.unreachable);
  if (!(error instanceof Error)) return t(($) => $.api.wrong);
  const requestId = error instanceof ApiError && error.status >= 500 ? error.body.request_id : undefined;
  if (requestId !== undefined) return sentence(t(($) => $.api.withRequest, { message: error.message, requestId }));
  return sentence(error.message);
}

/** The API's messages begin in lower case and have no full stop. */
function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/**
 * Errors by field of a form: those of `event_types.3` belong to `event_types`. What no field of `known` takes is `rest`.
 */
export function errorsByField<Field extends string>(
  error: unknown,
  known: readonly Field[],
): { fields: Partial<Record<Field, string>>; rest: string | undefined } {
  if (!(error instanceof ApiError)) return { fields: {}, rest: messageOf(error) };
  const fields: Partial<Record<Field, string>> = {};
  const others: string[] = [];
  for (const { field, message } of error.fields) {
    const owner = known.find((name) => field === name || field.startsWith(`${name}.`));
    if (owner === undefined) others.push(`${field}: ${message}`);
    else fields[owner] ??= sentence(message);
  }
  if (error.fields.length === 0) others.push(error.message);
  return { fields, rest: others.length === 0 ? undefined : sentence(others.join('; ')) };
}
