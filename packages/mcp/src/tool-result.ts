import type { CallToolResult } from '@modelcontextprotocol/server';
import { ErrorBody, type Operation } from '@postrider/contracts';
import { z } from 'zod';
import type { ApiAnswer } from './api-call.js';
import { hintFor } from './hints.js';

/** A later Postrider may say more. */
const KnownError = z.looseObject({ error: ErrorBody.shape.error.loose() });

/** What a tool answers for an answer of the API: its JSON, structured and as text, or an error to act on. */
export function toolResult(operation: Operation, { status, body, retryAfter }: ApiAnswer): CallToolResult {
  if (status === operation.status) {
    if (status === 204) return { content: [text('Done.')] };
    const answer = parsed(body);
    if (isObject(answer)) return { content: [text(body)], structuredContent: answer };
  }
  const known = KnownError.safeParse(parsed(body));
  if (known.success) return errorResult(known.data, retryAfter);
  return failure(
    'unexpected_answer',
    `expected JSON of Postrider with status ${String(operation.status)}, got status ${String(status)}`,
    'Tell the user to check the URL of Postrider, and what stands between: this answer is not from it.',
  );
}

/** The API's error with a hint, and when to try again. Not structured: that is for what the output schema describes. */
export function errorResult({ error }: ErrorBody, retryAfter?: string): CallToolResult {
  const seconds = Number(retryAfter);
  const details = {
    ...error,
    ...(seconds > 0 && { retry_after_seconds: seconds }),
    ...(hintFor(error.code) !== undefined && { hint: hintFor(error.code) }),
  };
  return { content: [text(JSON.stringify({ error: details }))], isError: true };
}

/** An error that is not the API's. */
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
