// A byte order mark stays in the text: only at the beginning of a file it is none of its characters.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined if the bytes are not valid UTF-8: with other characters in their place, they would be another text. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
