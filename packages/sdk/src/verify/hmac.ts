/** HMAC-SHA256 of `data`: 32 bytes. */
export async function hmacSha256(
  key: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}

/** Whether one of `given` equals `expected`, in a time that depends on lengths only. */
export function isOneOf(expected: Uint8Array, given: readonly Uint8Array[]): boolean {
  let found = 0;
  for (const each of given) found |= Number(isEqual(expected, each));
  return found !== 0;
}

function isEqual(expected: Uint8Array, given: Uint8Array): boolean {
  if (given.length !== expected.length) return false;
  let difference = 0;
  for (const [index, byte] of expected.entries()) difference |= byte ^ (given[index] ?? 0);
  return difference === 0;
}
