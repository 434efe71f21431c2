import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { SecretBox } from './secret-box.js';

const prefix = 'whsec_';

/** Returns a new signing secret: `whsec_` and the base64 of 32 random bytes, as in Standard Webhooks. */
export function generateSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

/**
 * The signing secret for listeners with an API key. It stays the same, so that it can stay in a developer's settings. It
 * belongs to that key alone and to no endpoint.
 */
export function listenerSecret(box: SecretBox, keyId: string): string {
  return prefix + box.derive(`listener signing secret ${keyId}`).toString('base64');
}

/** The HMAC key in Standard Webhooks: the bytes after the prefix; without it, those of the text. */
export function secretBytes(secret: string): Buffer {
  return secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), 'base64') : Buffer.from(secret);
}

/** HMAC keys by secret. Creating a key takes as long as signing with it. */
const keys = new Map<string, KeyObject>();
const maxKeys = 10_000;

/** The HMAC key in Standard Webhooks, cached. */
export function secretKey(secret: string): KeyObject {
  const cached = keys.get(secret);
  if (cached) return cached;
  if (keys.size >= maxKeys) keys.clear();
  const key = createSecretKey(secretBytes(secret));
  keys.set(secret, key);
  return key;
}
