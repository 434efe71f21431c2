import type { AnyWebhookEvent } from '../verify/verify.js';
import { WebhookVerificationError, type WebhookVerificationCode } from '../verify/webhook-verification-error.js';

/** Why a request was refused: the status and the content of the response. */
export interface Refused {
  readonly status: number;
  readonly code: WebhookVerificationCode | 'method_not_allowed';
  readonly message: string;
}

export type OnRefused<Request> = (refused: Refused, request: Request) => unknown;

/** The response to a rejected request: status, headers and JSON text. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Returns the event of a POST, or the response to a rejected request. Throws the receiver's own errors. */
export async function eventOrRefusal<Event extends AnyWebhookEvent, Request extends { method?: string | undefined }>(
  request: Request,
  read: () => Promise<Event>,
  onRefused: OnRefused<Request> | undefined,
): Promise<{ event: Event; refusal?: never } | { event?: never; refusal: Refusal }> {
  const result = await eventOrRefused(request.method, read);
  if (result.refused === undefined) return { event: result.event };
  await onRefused?.(result.refused, request);
  return { refusal: responseTo(result.refused) };
}

async function eventOrRefused<Event extends AnyWebhookEvent>(
  method: string | undefined,
  read: () => Promise<Event>,
): Promise<{ event: Event; refused?: never } | { event?: never; refused: Refused }> {
  if (method !== 'POST') {
    return { refused: { status: 405, code: 'method_not_allowed', message: 'webhooks are sent with POST' } };
  }
  try {
    return { event: await read() };
  } catch (error) {
    if (error instanceof WebhookVerificationError) return { refused: refusedBy(error) };
    throw error;
  }
}

export const refusedBy = ({ statusCode: status, code, message }: WebhookVerificationError): Refused => ({
  status,
  code,
  message,
});

/** The response to the receiver's own errors, if no framework handles them. */
export const failure = (): Refusal =>
  responseTo({ status: 500, code: 'internal_error', message: 'the receiver failed' });

const headersOf: Record<string, Record<string, string>> = {
  method_not_allowed: { allow: 'POST' },
  // The rest of the body is not read.
  body_too_large: { connection: 'close' },
};

function responseTo({ status, code, message }: { status: number; code: string; message: string }): Refusal {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headersOf[code] },
    body: JSON.stringify({ error: { code, message } }),
  };
}
