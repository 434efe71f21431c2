import { bodyBytes, type RawBody } from './body.js';
import type { WebhookHeaders } from './headers.js';
import { hmacSha256, isOneOf } from './hmac.js';
import { schemes, signatureHeaders, type Claim, type Clock, type SignatureHeader } from './schemes.js';
import { checkSecrets, readSecrets, type Secrets } from './secrets.js';
import { readEvent, type WebhookEvent } from './webhook-event.js';
import { WebhookVerificationError } from './webhook-verification-error.js';

export type { RawBody } from './body.js';
export type { WebhookHeaders } from './headers.js';
export type { SignatureHeader } from './schemes.js';
export type { Secrets } from './secrets.js';
export type { WebhookData, WebhookEnvelope, WebhookEvent } from './webhook-event.js';
export { WebhookVerificationError, type WebhookVerificationCode } from './webhook-verification-error.js';

export interface VerifyOptions {
  secret: Secrets;
  /**
   * The header that is checked; no other counts. `webhook-signature` unless given: it covers `webhook-timestamp`, so a
   * recorded request is refused once the tolerance is over. `x-modelux-signature` covers the body alone: whoever has
   * recorded a request can send it again at any time. Choose it only where something on the way drops the other headers.
   */
  signatureHeader?: SignatureHeader | undefined;
  /** How far `webhook-timestamp` may be from the clock, either way: 300 s unless given. */
  toleranceSeconds?: number | undefined;
  /** The clock: a time in Unix milliseconds. */
  now?: (() => number) | undefined;
}

/**
 * The event in a request of Postrider's. Throws a WebhookVerificationError where it is not genuine, and a TypeError
 * where the receiver has it wrong: no secret, a clock that gives no time, or a body that was parsed already.
 */
export async function verify(body: RawBody, headers: WebhookHeaders, options: VerifyOptions): Promise<WebhookEvent> {
  const bytes = bodyBytes(body);
  await check(bytes, headers, options);
  return readEvent(bytes);
}

/** Like `verify`, for bodies that are no events of Postrider's: whoever follows Standard Webhooks signs like this. */
export async function verifySignature(body: RawBody, headers: WebhookHeaders, options: VerifyOptions): Promise<void> {
  await check(bodyBytes(body), headers, options);
}

/** Throws a TypeError for what would refuse every request, or would accept recorded ones. A function is not called. */
export function checkOptions({
  secret,
  signatureHeader = 'webhook-signature',
  toleranceSeconds = 300,
}: VerifyOptions): void {
  if (!signatureHeaders.includes(signatureHeader)) {
    throw new TypeError(`signatureHeader: expected ${signatureHeaders.join(' or ')}`);
  }
  if (!(Number.isFinite(toleranceSeconds) && toleranceSeconds >= 0)) {
    throw new TypeError('toleranceSeconds: expected a finite number from 0');
  }
  if (typeof secret !== 'function') checkSecrets(secret).forEach(schemes[signatureHeader].keyOf);
}

async function check(body: Uint8Array<ArrayBuffer>, headers: WebhookHeaders, options: VerifyOptions): Promise<void> {
  checkOptions(options);
  const { secret, signatureHeader = 'webhook-signature', toleranceSeconds = 300, now = Date.now } = options;
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

/** A clock that gives no number would find no timestamp too old. */
function readClock(now: unknown, tolerance: number): Clock {
  if (!Number.isFinite(now)) throw new TypeError('now: expected a function that returns Unix milliseconds');
  return { now: Number(now) / 1000, tolerance };
}

/** One HMAC for each secret, whatever the request lists. */
async function isTrue({ signatures, signed }: Claim, keys: readonly Uint8Array<ArrayBuffer>[]): Promise<boolean> {
  for (const key of keys) {
    if (isOneOf(await hmacSha256(key, signed), signatures)) return true;
  }
  return false;
}
