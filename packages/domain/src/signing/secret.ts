import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { SecretBox } from './secret-box.js';

const prefix = 'whsec_';

/** A new signing secret: `whsec_` + base64 of 32 random bytes (conventions, Standard Webhooks). */
export function generateSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

/**
 * What signs for those who listen with an API key: stable, so that it can stay in a developer's settings, and worth
 * nothing for an endpoint or with another key.
 */
export function listenerSecret(box: SecretBox, keyId: string): string {
  return prefix + box.derive(`listener signing secret ${keyId}`).toString('base64');
}

/** The HMAC key of Standard Webhooks: the bytes behind the prefix. */
export function secretBytes(secret: string): Buffer {
  return Buffer.from(secret.slice(prefix.length), 'base64');
}

/** HMAC keys made of secrets, since making one costs as much as signing with it. What is made of a secret never changes. */
const keys = new Map<string, KeyObject>();
const mostKeys = 10_000;

/** The key of Standard Webhooks. */
export function secretKey(secret: string): KeyObject {
  const known = keys.get(secret);
  if (known) return known;
  if (keys.size >= mostKeys) keys.clear();
  const key = createSecretKey(secretBytes(secret));
  keys.set(secret, key);
  return key;
}
