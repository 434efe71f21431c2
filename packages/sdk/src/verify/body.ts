/** The unparsed body. Strings are encoded as UTF-8; a Node `Buffer` is a Uint8Array. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** Throws a TypeError for a parsed body: its bytes are lost. */
export function bodyBytes(body: unknown): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (isArrayBuffer(body)) return new Uint8Array(body.slice(0));
  if (ArrayBuffer.isView(body)) {
    const { buffer, byteOffset, byteLength } = body;
    return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
  }
  throw new TypeError('body: expected the raw body, as text or bytes: read it before any parser does');
}

/** Without `instanceof`: the buffer may come from another realm. */
const isArrayBuffer = (value: unknown): value is ArrayBuffer =>
  Object.prototype.toString.call(value) === '[object ArrayBuffer]';

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
