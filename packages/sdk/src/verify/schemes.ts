import { concat } from './body.js';
import { headerValues, type WebhookHeaders } from './headers.js';
import { fromBase64, modeluxKey, standardKey } from './secrets.js';
import { WebhookVerificationError } from './webhook-verification-error.js';

/** The headers that carry signatures. */
export const signatureHeaders = ['webhook-signature', 'x-modelux-signature'] as const;
export type SignatureHeader = (typeof signatureHeaders)[number];

/** A request's claim: one of `signatures` is the HMAC of `signed`. */
export interface Claim {
  signatures: Uint8Array<ArrayBuffer>[];
  signed: Uint8Array<ArrayBuffer>;
}

/** Both in seconds. */
export interface Clock {
  now: number;
  tolerance: number;
}

/** Postrider stays far below: 8 signatures of 47 characters, and ids of 128. */
const limits = { signatures: 20, signatureLength: 4_096, idLength: 256 };

/** By header: how to read it, and the HMAC key of a secret. */
export const schemes: Record<
  SignatureHeader,
  {
    claim: (headers: WebhookHeaders, body: Uint8Array<ArrayBuffer>, clock: Clock) => Claim;
    keyOf: (secret: string) => Uint8Array<ArrayBuffer>;
  }
> = {
  'webhook-signature': { claim: standardClaim, keyOf: standardKey },
  'x-modelux-signature': { claim: modeluxClaim, keyOf: modeluxKey },
};

/** Standard Webhooks: `webhook-signature` over id, timestamp and body. */
function standardClaim(headers: WebhookHeaders, body: Uint8Array<ArrayBuffer>, clock: Clock): Claim {
  const listed = signatureList(headers, 'webhook-signature');
  const id = single(headers, 'webhook-id');
  // With a "." in the id, one signature would be valid for two splits into id, timestamp and body.
  if (id.length > limits.idLength || id.includes('.')) {
    throw new WebhookVerificationError(
      'malformed_id',
      `webhook-id: expected at most ${limits.idLength} characters, and no "."`,
    );
  }
  const timestamp = single(headers, 'webhook-timestamp');
  checkTimestamp(timestamp, clock);
  const signatures = listed.flatMap((entry) => (entry.startsWith('v1,') ? (fromBase64(entry.slice(3)) ?? []) : []));
  if (signatures.length === 0) throw malformed('webhook-signature', 'v1,<base64>');
  return { signatures, signed: concat([new TextEncoder().encode(`${id}.${timestamp}.`), body]) };
}

/** `X-Modelux-Signature` over the body alone. */
function modeluxClaim(headers: WebhookHeaders, body: Uint8Array<ArrayBuffer>): Claim {
  const signatures = signatureList(headers, 'x-modelux-signature').flatMap((entry) => fromHex(entry) ?? []);
  if (signatures.length === 0) throw malformed('x-modelux-signature', '64 hex digits');
  return { signatures, signed: body };
}

/** The entries of the checked header. Their number is limited before any is decoded. */
function signatureList(headers: WebhookHeaders, name: SignatureHeader): string[] {
  const given = headerValues(headers, name).join(' ');
  if (given === '') throw new WebhookVerificationError('missing_signature', `${name}: expected this header`);
  if (given.length > limits.signatureLength) throw malformed(name, `at most ${limits.signatureLength} characters`);
  const entries = given.split(' ');
  if (entries.length > limits.signatures) throw malformed(name, `at most ${limits.signatures} signatures`);
  return entries;
}

const malformed = (name: SignatureHeader, expected: string): WebhookVerificationError =>
  new WebhookVerificationError('malformed_signature', `${name}: expected ${expected}`);

function single(headers: WebhookHeaders, name: string): string {
  const [value, another] = headerValues(headers, name);
  if (value !== undefined && value !== '' && another === undefined) return value;
  throw new WebhookVerificationError('missing_header', `${name}: expected it once, beside webhook-signature`);
}

function checkTimestamp(timestamp: string, { now, tolerance }: Clock): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError('malformed_timestamp', 'webhook-timestamp: expected Unix seconds');
  }
  const age = now - Number(timestamp);
  const limit = `the allowed difference is ${tolerance} s`;
  if (age > tolerance) throw new WebhookVerificationError('timestamp_too_old', `webhook-timestamp: too old; ${limit}`);
  if (-age > tolerance) {
    throw new WebhookVerificationError('timestamp_too_new', `webhook-timestamp: in the future; ${limit}`);
  }
}

function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[0-9a-f]{64}$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
