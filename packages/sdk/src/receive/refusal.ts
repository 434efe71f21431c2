import type { WebhookEvent } from '../verify/verify.js';
import { WebhookVerificationError } from '../verify/webhook-verification-error.js';

/** What a request gets that is not taken: a status, headers and JSON text. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The event of a POST, or what to answer instead. Throws errors that are the receiver's own. */
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

/** For errors of the receiver's own, where no framework answers them. */
export const failure = (): Refusal => refusal(500, 'internal_error', 'the receiver failed');

function refusalOf({ statusCode, code, message }: WebhookVerificationError): Refusal {
  // What is left of the body is not waited for.
  return refusal(statusCode, code, message, code === 'body_too_large' ? { connection: 'close' } : {});
}

function refusal(status: number, code: string, message: string, headers: Record<string, string> = {}): Refusal {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error: { code, message } }),
  };
}
