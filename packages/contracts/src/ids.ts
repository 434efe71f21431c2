import { TypeID } from 'typeid-js';
import { V7Generator } from 'uuidv7';

/** Prefixes of ids. An id is `<prefix>_` and 26 characters of base32 (a UUIDv7). */
export const idPrefixes = {
  organization: 'org',
  apiKey: 'key',
  session: 'ses',
  endpoint: 'whe',
  event: 'evt',
  delivery: 'whd',
  bulkOperation: 'blk',
} as const;

export type IdKind = keyof typeof idPrefixes;

const suffixLength = 26;
const suffixPattern = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Buffers random numbers: the generator's own source reads eight at a time from the system. */
const random = new Uint32Array(1_024);
let used = random.length;
const generator = new V7Generator({
  nextUint32: () => {
    if (used === random.length) {
      crypto.getRandomValues(random);
      used = 0;
    }
    return random[used++] ?? 0;
  },
});

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Returns a new id. Within one process, later ids compare greater, byte by byte. A time up to ten seconds before the last
 * one is replaced by the last one. The time selects the row's partition and its position in lists, so callers pass the
 * time of Postgres's clock.
 */
export function newId(kind: IdKind, now: Date): string {
  return `${idPrefixes[kind]}_${base32(generator.generateOrResetWithTs(now.getTime()).bytes)}`;
}

/** Returns the same id for the same input. The 74 random bits come from `random`, at least 10 bytes. */
export function idFrom(kind: IdKind, time: Date, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  bytes.set(millisOf(time));
  bytes.set(random.subarray(0, 10), 6);
  // Version 7, variant 2, as in every UUIDv7.
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return `${idPrefixes[kind]}_${base32(bytes)}`;
}

/** Encodes as TypeID does: two zero bits and the 128 bits, five to a character. */
function base32(bytes: Uint8Array): string {
  let text = '';
  let value = 0;
  let bits = 2;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((value >>> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return text;
}

/** Returns whether a string is a well-formed id of this kind. */
export function isId(kind: IdKind, value: string): boolean {
  const prefix = `${idPrefixes[kind]}_`;
  return (
    value.length === prefix.length + suffixLength &&
    value.startsWith(prefix) &&
    suffixPattern.test(value.slice(prefix.length))
  );
}

/** Returns the kind of a well-formed id, otherwise undefined. */
export function idKind(value: string): IdKind | undefined {
  return (Object.keys(idPrefixes) as IdKind[]).find((kind) => isId(kind, value));
}

/** Returns the smallest id of this kind at `time`: the bound of a partition or of a time range. */
export function firstIdAt(kind: IdKind, time: Date): string {
  const bytes = new Uint8Array(16);
  bytes.set(millisOf(time));
  return TypeID.fromUUIDBytes(idPrefixes[kind], bytes).toString();
}

/** Returns the time of an id, from its 48-bit millisecond timestamp. */
export function idTime(id: string): Date {
  const bytes = TypeID.fromString(id).toUUIDBytes();
  return new Date(bytes.subarray(0, 6).reduce((millis, byte) => millis * 256 + byte, 0));
}

/** The first 48 bits of an id. */
function millisOf(time: Date): Uint8Array {
  const bytes = new Uint8Array(6);
  let millis = time.getTime();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = millis % 256;
    millis = Math.floor(millis / 256);
  }
  return bytes;
}
