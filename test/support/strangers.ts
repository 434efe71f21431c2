import { createHmac, timingSafeEqual } from 'node:crypto';

import type { ReceivedRequest } from '@postrider/testing';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';

/** Verifiers by others: one from the documentation of the signature header, and two packages. */
export const strangers = {
  'hex HMAC of the raw body': (secret: string, { headers, rawBodyBuffer }: ReceivedRequest): boolean => {
    const expected = Buffer.from(createHmac('sha256', secret).update(rawBodyBuffer).digest('hex'));
    const given = Buffer.from(String(headers['x-modelux-signature']));
    return given.length === expected.length && timingSafeEqual(given, expected);
  },
  'the package standardwebhooks': (secret: string, request: ReceivedRequest): boolean =>
    accepts(new StandardWebhook(keyOf(secret), formatOf(secret)), request),
  'the package svix': (secret: string, request: ReceivedRequest): boolean =>
    accepts(new SvixWebhook(keyOf(secret), formatOf(secret)), request),
} as const;

const isText = (secret: string): boolean => !secret.startsWith('whsec_');
/** The packages take a text without `whsec_` for base64 unless they are told. */
const keyOf = (secret: string): string | Uint8Array => (isText(secret) ? new TextEncoder().encode(secret) : secret);
const formatOf = (secret: string): { format: 'raw' } | undefined => (isText(secret) ? { format: 'raw' } : undefined);

export type Stranger = keyof typeof strangers;
export const strangerNames = Object.keys(strangers) as Stranger[];

/** Returns the names of the verifiers that accept the request. */
export function whoAccepts(secret: string, request: ReceivedRequest): Stranger[] {
  return strangerNames.filter((name) => strangers[name](secret, request));
}

interface Verifier {
  verify(payload: string, headers: Record<string, string>): unknown;
}

function accepts(verifier: Verifier, { rawBody, headers }: ReceivedRequest): boolean {
  const single = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  try {
    verifier.verify(rawBody, Object.fromEntries(single) as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
