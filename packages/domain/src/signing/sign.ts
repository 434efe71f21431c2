import { createHmac } from 'node:crypto';
import { secretKey } from './secret.js';

/** `X-Modelux-Signature`: lower-case hex, keyed with the secret exactly as it was shown (conventions, Signature). */
export function modeluxSignature(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** One `v1,<base64>` entry of `webhook-signature`; `timestamp` in Unix seconds (conventions, Standard Webhooks). */
export function standardSignature(secret: string, id: string, timestamp: number, body: string): string {
  const signed = `${id}.${String(timestamp)}.${body}`;
  return `v1,${createHmac('sha256', secretKey(secret)).update(signed).digest('base64')}`;
}

/**
 * The headers that prove where a request came from. `secrets` are those in force, newest first.
 * The Standard Webhooks list carries a signature for each. The other header can hold only one, so attempts
 * take turns: a receiver that knows just one of two secrets accepts at the latest on the second attempt.
 */
export function signatureHeaders(request: {
  secrets: readonly string[];
  id: string;
  timestamp: number;
  body: string;
  attempt: number;
}): Record<string, string> {
  const { secrets, id, timestamp, body, attempt } = request;
  const single = secrets[(attempt - 1) % secrets.length];
  if (single === undefined) throw new Error('no signing secret is in force');
  return {
    'x-modelux-signature': modeluxSignature(single, body),
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => standardSignature(secret, id, timestamp, body)).join(' '),
  };
}

/** The headers of a request to a receiver, without those that HTTP itself needs. */
export function requestHeaders({
  event_type,
  delivery_id,
  version,
  ...signed
}: {
  event_type: string;
  delivery_id: string;
  /** Of Postrider. */
  version: string;
} & Parameters<typeof signatureHeaders>[0]): Record<string, string> {
  return {
    ...lastingHeaders({ event_type, delivery_id, ...signed }),
    'user-agent': `Postrider/${version}`,
    ...signatureHeaders(signed),
  };
}

/** Those that are the same whenever an attempt is made, by whichever version and with whichever secret. */
export function lastingHeaders(request: {
  event_type: string;
  delivery_id: string;
  id: string;
  attempt: number;
}): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': request.id,
    'x-modelux-event': request.event_type,
    'x-modelux-delivery': request.delivery_id,
    'x-modelux-attempt': String(request.attempt),
  };
}
