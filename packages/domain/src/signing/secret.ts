import { randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new signing secret: `whsec_` + base64 of 32 random bytes (conventions, Standard Webhooks). */
export function generateSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

/** The HMAC key of Standard Webhooks: the bytes behind the prefix. */
export function secretBytes(secret: string): Buffer {
  return Buffer.from(secret.slice(prefix.length), 'base64');
}
