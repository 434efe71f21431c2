import type { CallToolResult } from '@modelcontextprotocol/server';
import { ErrorBody, type Operation } from '@postrider/contracts';
import * as z from 'zod';
import type { ApiResponse } from './api-call.js';
import { hintFor } from './hints.js';

/** Later versions may add fields. */
const KnownError = z.looseObject({ error: ErrorBody.shape.error.loose() });

/** Returns the result of a tool for an API response: the JSON, structured and as text, or an error. */
export function toolResult(operation: Operation, { status, body, retryAfter }: ApiResponse): CallToolResult {
  if (status === operation.status) {
    if (status === 204) return { content: [text('Done.')] };
    const value = parsed(body);
    if (isObject(value)) return { content: [text(body)], structuredContent: value };
  }
  const known = KnownError.safeParse(parsed(body));
  if (known.success) return errorResult(known.data, retryAfter);
  return failure(
    'unexpected_answer',
    `expected JSON from Postrider with status ${String(operation.status)}, got status ${String(status)}`,
    'Tell the user to check the URL of Postrider and any proxies: this response is not from Postrider.',
  );
}

/** An API error with a hint and `retry_after_seconds`. Not structured: the output schema does not describe errors. */
export function errorResult({ error }: ErrorBody, retryAfter?: string): CallToolResult {
  const seconds = Number(retryAfter);
  const details = {
    ...error,
    retry_after_seconds: seconds > 0 ? seconds : undefined,
    hint: hintFor(error.code),
  };
  return { content: [text(JSON.stringify({ error: details }))], isError: true };
}

/** An error outside the API. */
export function failure(code: string, message: string, hint: string): CallToolResult {
  return { content: [text(JSON.stringify({ error: { type: 'mcp_error', message, code, hint } }))], isError: true };
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
