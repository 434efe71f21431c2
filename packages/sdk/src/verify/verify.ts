import { bodyBytes, type RawBody } from './body.js';
import type { WebhookHeaders } from './headers.js';
import { hmacSha256, isOneOf } from './hmac.js';
import { schemes, signatureHeaders, type Claim, type Clock, type SignatureHeader } from './schemes.js';
import { checkSecrets, readSecrets, type Secrets } from './secrets.js';
import { readEvent, type AnyWebhookEvent, type WebhookEvent } from './webhook-event.js';
import { WebhookVerificationError } from './webhook-verification-error.js';

export type { RawBody } from './body.js';
export type { WebhookHeaders } from './headers.js';
export type { SignatureHeader } from './schemes.js';
export type { Secrets } from './secrets.js';
export type { AnyWebhookEvent, WebhookData, WebhookEnvelope, WebhookEvent } from './webhook-event.js';
export { WebhookVerificationError, type WebhookVerificationCode } from './webhook-verification-error.js';

export interface VerifyOptions {
  /** The signing secret; several during a rotation; or a function, called for each request. An unset one is a TypeError. */
  secret: Secrets;
  /**
   * The only header that is checked. The default, `webhook-signature`, covers `webhook-timestamp`: a recorded request is
   * rejected after the tolerance. `x-modelux-signature` covers the body alone, so a recorded request is valid forever.
   * Choose it only if a proxy drops the other headers.
   */
  signatureHeader?: SignatureHeader | undefined;
  /** Maximum difference between `webhook-timestamp` and the clock, in either direction. Default: 300 s. */
  toleranceSeconds?: number | undefined;
  /** Returns the time in Unix milliseconds. Default: `Date.now`. */
  now?: (() => number) | undefined;
}

/**
 * Verifies a request and returns its event. Throws a WebhookVerificationError unless it is genuine, and a TypeError for a
 * mistake of the receiver: no secret, an invalid clock, or a body that is already parsed.
 */
export async function verify<Event extends AnyWebhookEvent = WebhookEvent>(
  body: RawBody,
  headers: WebhookHeaders,
  options: VerifyOptions,
): Promise<Event> {
  const bytes = bodyBytes(body);
  await check(bytes, headers, options);
  return readEvent(bytes) as Event;
}

/** Like `verify`, for other senders that follow Standard Webhooks: the body may have any form. */
export async function verifySignature(body: RawBody, headers: WebhookHeaders, options: VerifyOptions): Promise<void> {
  await check(bodyBytes(body), headers, options);
}

/**
 * Returns the options with their defaults. Throws a TypeError for options that would reject every request or accept any. A
 * secret function is not called.
 */
export function checkOptions(options: VerifyOptions) {
  const { secret, signatureHeader = 'webhook-signature', toleranceSeconds = 300, now = Date.now } = options;
  if (!signatureHeaders.includes(signatureHeader)) {
    throw new TypeError(`signatureHeader: expected ${signatureHeaders.join(' or ')}`);
  }
  if (!(Number.isFinite(toleranceSeconds) && toleranceSeconds >= 0)) {
    throw new TypeError('toleranceSeconds: expected a finite number from 0');
  }
  if (typeof secret !== 'function') checkSecrets(secret).forEach(schemes[signatureHeader].keyOf);
  return { secret, signatureHeader, toleranceSeconds, now };
}

async function check(body: Uint8Array<ArrayBuffer>, headers: WebhookHeaders, options: VerifyOptions): Promise<void> {
  const { secret, signatureHeader, toleranceSeconds, now } = checkOptions(options);
  const { claim: read, keyOf } = schemes[signatureHeader];
  const claim = read(headers, body, readClock(now(), toleranceSeconds));
  const secrets = await readSecrets(secret);
  if (!(await isTrue(claim, secrets.map(keyOf)))) {
    throw new WebhookVerificationError(
      'wrong_signature',
      'the signature was made with another secret, or for another body',
    );
  }
}

/** With a clock that returns NaN, no timestamp would be too old. */
function readClock(now: unknown, tolerance: number): Clock {
  if (!Number.isFinite(now)) throw new TypeError('now: expected a function that returns Unix milliseconds');
  return { now: Number(now) / 1000, tolerance };
}

/** Computes one HMAC per secret, however many signatures the request lists. */
async function isTrue({ signatures, signed }: Claim, keys: readonly Uint8Array<ArrayBuffer>[]): Promise<boolean> {
  for (const key of keys) {
    if (isOneOf(await hmacSha256(key, signed), signatures)) return true;
  }
  return false;
}
