import { bodyBytes, type RawBody } from './body.js';
import type { WebhookHeaders } from './headers.js';
import { modeluxClaim, standardClaim, type Claim, type Clock } from './schemes.js';
import { checkSecrets, readSecrets, type Secrets } from './secrets.js';
import { readEvent, type WebhookEvent } from './webhook-event.js';
import { WebhookVerificationError } from './webhook-verification-error.js';

export type { RawBody } from './body.js';
export type { WebhookHeaders } from './headers.js';
export type { Secrets } from './secrets.js';
export type { WebhookData, WebhookEnvelope, WebhookEvent } from './webhook-event.js';
export { WebhookVerificationError, type WebhookVerificationCode } from './webhook-verification-error.js';

export interface VerifyOptions {
  secret: Secrets;
  /**
   * Which header is checked. `either`, unless given: `webhook-signature` where it is there, and it alone decides; else
   * `x-modelux-signature`. That one says nothing about time: whoever has seen a request can send it again, at any
   * time. `standard` demands `webhook-signature`, `modelux` ignores it.
   */
  signature?: 'either' | 'standard' | 'modelux' | undefined;
  /** How far `webhook-timestamp` may be from the clock, either way: 300 s unless given. */
  toleranceSeconds?: number | undefined;
  /** The clock: a time in Unix milliseconds. */
  now?: (() => number) | undefined;
}

/**
 * The event in a request of Postrider's. Throws a WebhookVerificationError where it is not genuine, and a TypeError
 * where the receiver has it wrong: no secret, or a body that was parsed already.
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

/** Throws a TypeError for what would refuse every request. A function is not asked. */
export function checkOptions({ secret, toleranceSeconds = 300 }: VerifyOptions): void {
  if (!(toleranceSeconds >= 0)) throw new TypeError('toleranceSeconds: expected a number from 0');
  if (typeof secret !== 'function') checkSecrets(secret);
}

async function check(body: Uint8Array<ArrayBuffer>, headers: WebhookHeaders, options: VerifyOptions): Promise<void> {
  checkOptions(options);
  const { secret, signature = 'either', toleranceSeconds = 300, now = Date.now } = options;
  const secrets = await readSecrets(secret);
  const clock: Clock = { now: now(), tolerance: toleranceSeconds * 1000 };
  const claim =
    (signature === 'modelux' ? undefined : standardClaim(headers, body, clock)) ??
    (signature === 'standard' ? undefined : modeluxClaim(headers, body));
  if (!claim) {
    const expected = { either: 'webhook-signature', standard: 'webhook-signature', modelux: 'x-modelux-signature' };
    throw new WebhookVerificationError('missing_signature', `${expected[signature]}: expected this header`);
  }
  if (!(await isTrue(claim, secrets))) {
    throw new WebhookVerificationError(
      'wrong_signature',
      'the signature was made with another secret, or for another body',
    );
  }
}

/** Web Crypto compares in constant time. */
async function isTrue({ signatures, signed, keyOf }: Claim, secrets: readonly string[]): Promise<boolean> {
  for (const secret of secrets) {
    const key = await crypto.subtle.importKey('raw', keyOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ]);
    for (const signature of signatures) {
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return true;
    }
  }
  return false;
}
