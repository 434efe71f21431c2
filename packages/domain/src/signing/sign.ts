import { createHmac } from 'node:crypto';
import { secretKey } from './secret.js';

/** The value of `X-Modelux-Signature`: lower-case hex, keyed with the secret as it was shown, prefix included. */
export function modeluxSignature(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** One `v1,<base64>` entry of `webhook-signature` as in Standard Webhooks; `timestamp` in Unix seconds. */
export function standardSignature(secret: string, id: string, timestamp: number, body: string): string {
  const signed = `${id}.${String(timestamp)}.${body}`;
  return `v1,${createHmac('sha256', secretKey(secret)).update(signed).digest('base64')}`;
}

/**
 * `secrets` are the unexpired ones, newest first. `webhook-signature` has a signature of each. `x-modelux-signature` can have
 * only one, so attempts alternate: a receiver with one of two secrets accepts the first or the second attempt.
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
  if (single === undefined) throw new Error('there is no unexpired signing secret');
  return {
    'x-modelux-signature': modeluxSignature(single, body),
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => standardSignature(secret, id, timestamp, body)).join(' '),
  };
}

/** The headers of a request to a receiver, without those of HTTP itself. */
export function requestHeaders({
  event_type,
  delivery_id,
  version,
  customer,
  ...signed
}: {
  event_type: string;
  delivery_id: string;
  /** Version of Postrider. */
  version: string;
  /** The platform's own id of the customer, for an endpoint that gets the events of every customer. */
  customer?: string | undefined;
} & Parameters<typeof signatureHeaders>[0]): Record<string, string> {
  const headers: Record<string, string> = {
    ...lastingHeaders({ event_type, delivery_id, ...signed }),
    'user-agent': `Postrider/${version}`,
    ...signatureHeaders(signed),
  };
  if (customer !== undefined) headers[customerHeader] = customer;
  return headers;
}

/** The headers of a request that the record of its attempt does not tell otherwise: they depend on the version, the secrets or a trace. */
export function untoldHeaders(headers: Record<string, string>): Record<string, string> {
  const untold: Record<string, string> = {};
  for (const name of untoldNames) {
    const value = headers[name];
    if (value !== undefined) untold[name] = value;
  }
  return untold;
}

const customerHeader = 'x-modelux-customer';
const untoldNames = ['user-agent', 'x-modelux-signature', 'webhook-signature', customerHeader, 'traceparent'] as const;

/** The headers of a request as sent, in order, from the recorded `untold` ones. */
export function sentHeaders(
  request: Parameters<typeof lastingHeaders>[0] & { started_at: Date; untold: Record<string, string> },
): Record<string, string> {
  const { untold, started_at } = request;
  const timestamp = String(Math.floor(started_at.getTime() / 1000));
  const { 'user-agent': agent, 'x-modelux-signature': single, ...rest } = untold;
  return {
    ...lastingHeaders(request),
    ...(agent !== undefined && { 'user-agent': agent }),
    ...(single !== undefined && { 'x-modelux-signature': single }),
    'webhook-timestamp': timestamp,
    ...rest,
  };
}

/** The headers that depend on neither the time, the version nor the secrets. */
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
