import type { CallToolResult } from '@modelcontextprotocol/server';
import { ErrorBody, type Operation } from '@postrider/contracts';
import * as z from 'zod';
import type { ApiResponse } from './api-call.js';
import { hintFor } from './hints.js';

/** Later versions may add fields. */
const KnownError = z.looseObject({ error: ErrorBody.shape.error.loose() });

/** A call of the API without success, with the result that tells a model. */
export class FailedCall extends Error {
  override name = 'FailedCall';

  constructor(
    readonly code: string,
    readonly result: CallToolResult,
  ) {
    super(code);
  }

  /** The error as JSON. */
  get text(): string {
    const [content] = this.result.content;
    return content?.type === 'text' ? content.text : this.code;
  }
}

/**
 * A result as text alone. Tools have no output schema, so the protocol asks for no structured content: with one, clients
 * would get every result twice.
 */
export const textResult = (value: string | Readonly<Record<string, unknown>>): CallToolResult => ({
  content: [text(typeof value === 'string' ? value : JSON.stringify(value))],
});

/** Returns the JSON of an API response; undefined if it is empty. Throws FailedCall for an error. */
export function responseValue(
  operation: Operation,
  { status, body, retryAfter }: ApiResponse,
): Record<string, unknown> | undefined {
  if (status === operation.status) {
    if (status === 204) return undefined;
    const value = parsed(body);
    if (isObject(value)) return value;
  }
  const known = KnownError.safeParse(parsed(body));
  if (known.success) throw new FailedCall(known.data.error.code, errorResult(known.data, retryAfter));
  throw failure(
    'unexpected_answer',
    `expected JSON from Postrider with status ${String(operation.status)}, got status ${String(status)}`,
    'Tell the user to check the URL of Postrider and any proxies: this response is not from Postrider.',
  );
}

/** An API error with a hint and `retry_after_seconds`. */
export function errorResult({ error }: ErrorBody, retryAfter?: string): CallToolResult {
  const seconds = Number(retryAfter);
  const details = {
    ...error,
    retry_after_seconds: seconds > 0 ? seconds : undefined,
    hint: hintFor(error.code),
  };
  return { content: [text(JSON.stringify({ error: details }))], isError: true };
}

export function noResponse(error: unknown): FailedCall {
  const reason = error instanceof Error ? error.message : 'unknown';
  return failure('no_answer', `no response from Postrider: ${reason}`, noResponseHint);
}

const noResponseHint =
  'The call may have taken effect. Try again; repeat changes with the same idempotency_key. If the error persists, tell the user that Postrider cannot be reached.';

/** An error outside the API. */
function failure(code: string, message: string, hint: string): FailedCall {
  const error = { type: 'mcp_error', message, code, hint };
  return new FailedCall(code, { content: [text(JSON.stringify({ error }))], isError: true });
}

const text = (value: string) => ({ type: 'text', text: value }) as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
