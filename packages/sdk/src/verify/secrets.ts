/** An environment variable may be passed as it is. An unset one is a TypeError. */
type Given = string | undefined | readonly (string | undefined)[];

/** Signing secrets as Postrider shows them. Pass several during a rotation. A function is called for each request. */
export type Secrets = Given | (() => Given | Promise<Given>);

export async function readSecrets(secrets: Secrets): Promise<string[]> {
  return checkSecrets(typeof secrets === 'function' ? await secrets() : secrets);
}

/** Throws a TypeError without a secret: a missing setting would look like a wrong signature. */
export function checkSecrets(given: unknown): string[] {
  const list: unknown[] = Array.isArray(given) ? given : [given];
  if (list.length === 0) throw new TypeError('secret: expected a signing secret, or several, got an empty list');
  for (const [i, secret] of list.entries()) {
    if (typeof secret === 'string' && secret !== '') continue;
    const which = list.length === 1 ? '' : `, as number ${i + 1} of ${list.length}`;
    throw new TypeError(`secret: expected a signing secret, or several, got ${kindOf(secret)}${which}`);
  }
  return list as string[];
}

/** Says no more: the value may be a secret of another kind. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'undefined: is the environment variable set?';
  return value === '' ? 'an empty text' : typeof value;
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
