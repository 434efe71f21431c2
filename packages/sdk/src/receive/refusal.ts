import type { WebhookEvent } from '../verify/verify.js';
import { WebhookVerificationError } from '../verify/webhook-verification-error.js';

/** The response to a rejected request: status, headers and JSON text. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Returns the event of a POST, or the response to a rejected request. Throws the receiver's own errors. */
export async function eventOrRefusal(
  method: string | undefined,
  read: () => Promise<WebhookEvent>,
): Promise<{ event: WebhookEvent; refusal?: never } | { event?: never; refusal: Refusal }> {
  if (method !== 'POST') {
    return { refusal: refusal(405, 'method_not_allowed', 'webhooks are sent with POST', { allow: 'POST' }) };
  }
  try {
    return { event: await read() };
  } catch (error) {
    if (error instanceof WebhookVerificationError) return { refusal: refusalOf(error) };
    throw error;
  }
}

/** The response to the receiver's own errors, if no framework handles them. */
export const failure = (): Refusal => refusal(500, 'internal_error', 'the receiver failed');

function refusalOf({ statusCode, code, message }: WebhookVerificationError): Refusal {
  // The rest of the body is not read.
  return refusal(statusCode, code, message, code === 'body_too_large' ? { connection: 'close' } : {});
}

function refusal(status: number, code: string, message: string, headers: Record<string, string> = {}): Refusal {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error: { code, message } }),
  };
}
