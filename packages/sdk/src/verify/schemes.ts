import { headerValues, type WebhookHeaders } from './headers.js';
import { fromBase64, modeluxKey, standardKey } from './secrets.js';
import { WebhookVerificationError } from './webhook-verification-error.js';

/** What a request claims: one of `signatures` over `signed`, with the key that `keyOf` makes of a secret. */
export interface Claim {
  signatures: Uint8Array<ArrayBuffer>[];
  signed: Uint8Array<ArrayBuffer>;
  keyOf: (secret: string) => Uint8Array<ArrayBuffer>;
}

/** Clock and tolerance, both in milliseconds. */
export interface Clock {
  now: number;
  tolerance: number;
}

/** Standard Webhooks: `webhook-signature` over id, timestamp and body. Undefined where that header is missing. */
export function standardClaim(headers: WebhookHeaders, body: Uint8Array<ArrayBuffer>, clock: Clock): Claim | undefined {
  const given = headerValues(headers, 'webhook-signature');
  if (given.length === 0) return undefined;
  const id = single(headers, 'webhook-id');
  const timestamp = single(headers, 'webhook-timestamp');
  checkTimestamp(timestamp, clock);
  const entries = given.flatMap((value) => value.split(' ')).filter((entry) => entry.startsWith('v1,'));
  const signatures = entries.flatMap((entry) => fromBase64(entry.slice(3)) ?? []);
  if (signatures.length === 0) {
    throw new WebhookVerificationError('malformed_signature', 'webhook-signature: expected v1,<base64>');
  }
  return { signatures, signed: join(new TextEncoder().encode(`${id}.${timestamp}.`), body), keyOf: standardKey };
}

/** `X-Modelux-Signature` over the body alone. Undefined where that header is missing. */
export function modeluxClaim(headers: WebhookHeaders, body: Uint8Array<ArrayBuffer>): Claim | undefined {
  const given = headerValues(headers, 'x-modelux-signature');
  if (given.length === 0) return undefined;
  const signatures = given.flatMap((value) => fromHex(value) ?? []);
  if (signatures.length === 0) {
    throw new WebhookVerificationError('malformed_signature', 'x-modelux-signature: expected 64 hex digits');
  }
  return { signatures, signed: body, keyOf: modeluxKey };
}

function single(headers: WebhookHeaders, name: string): string {
  const [value, another] = headerValues(headers, name);
  if (value !== undefined && value !== '' && another === undefined) return value;
  throw new WebhookVerificationError('missing_header', `${name}: expected it once, beside webhook-signature`);
}

function checkTimestamp(timestamp: string, { now, tolerance }: Clock): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError('malformed_timestamp', 'webhook-timestamp: expected Unix seconds');
  }
  const age = now - Number(timestamp) * 1000;
  const limit = `the allowed difference is ${tolerance / 1000} s`;
  if (age > tolerance) throw new WebhookVerificationError('timestamp_too_old', `webhook-timestamp: too old; ${limit}`);
  if (-age > tolerance) {
    throw new WebhookVerificationError('timestamp_too_new', `webhook-timestamp: in the future; ${limit}`);
  }
}

function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[0-9a-f]{64}$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function join(start: Uint8Array<ArrayBuffer>, end: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(start.length + end.length);
  joined.set(start);
  joined.set(end, start.length);
  return joined;
}
