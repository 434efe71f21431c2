/** Signing secrets as Postrider shows them. Pass several during a rotation. A function is called for each request. */
export type Secrets =
  string | readonly string[] | (() => string | readonly string[] | Promise<string | readonly string[]>);

export async function readSecrets(secrets: Secrets): Promise<string[]> {
  return checkSecrets(typeof secrets === 'function' ? await secrets() : secrets);
}

/** Throws a TypeError without a secret: a missing setting would look like a wrong signature. */
export function checkSecrets(given: unknown): string[] {
  const list: unknown[] = Array.isArray(given) ? given : [given];
  if (list.length === 0 || !list.every((secret) => typeof secret === 'string' && secret !== '')) {
    throw new TypeError('secret: expected a signing secret, or several');
  }
  return list as string[];
}

/** The HMAC key of Standard Webhooks: the base64-decoded part after `whsec_`; of another text, its UTF-8 bytes. */
export function standardKey(secret: string): Uint8Array<ArrayBuffer> {
  if (!secret.startsWith('whsec_')) return new TextEncoder().encode(secret);
  const key = fromBase64(secret.slice('whsec_'.length));
  if (!key || key.length === 0) throw new TypeError('secret: expected whsec_ and base64');
  return key;
}

/** The HMAC key of X-Modelux-Signature: the text of the whole secret. */
export const modeluxKey = (secret: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(secret);

/** Returns undefined unless the text is base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
