import type { WritePart } from './replace-file.js';

const lineFeed = 0x0a;

/** Writes a text without its first or its last line. The last line is kept back, and never written. */
export function withoutLines(write: WritePart, { first, last }: { first: boolean; last: boolean }): WritePart {
  let isInFirst = first;
  let kept: Uint8Array = new Uint8Array();
  return async (part) => {
    let rest = part;
    if (isInFirst) {
      const end = part.indexOf(lineFeed);
      if (end < 0) return;
      isInFirst = false;
      rest = part.subarray(end + 1);
    }
    if (!last) {
      await write(rest);
      return;
    }
    const text = Buffer.concat([kept, rest]);
    // The line feed at the end is that of the last line.
    const start = text.lastIndexOf(lineFeed, text.length - 2) + 1;
    kept = text.subarray(start);
    await write(text.subarray(0, start));
  };
}
