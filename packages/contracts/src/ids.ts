import { V7Generator } from 'uuidv7';

/** Prefixes of every id that Postrider hands out: `<prefix>_` + 26 characters of base32 (a UUIDv7). */
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
/** Two zero bits and the 48 bits of the timestamp, five bits per character. */
const timestampLength = 10;
const suffixPattern = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Random numbers by the kilobyte: the generator's own source asks the system for eight at a time. */
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
 * A new id, sortable by time: within one process, ids made later compare greater, byte by byte. A time up to ten seconds
 * before the last one counts as the last one.
 * The time decides the partition that the row lies in and its place in lists, so it must be Postgres's, which all
 * processes share: callers pass it, and there is no default.
 */
export function newId(kind: IdKind, now: Date): string {
  return `${idPrefixes[kind]}_${base32(generator.generateOrResetWithTs(now.getTime()).bytes)}`;
}

/** A time-sortable id whose 74 random bits are given, from at least 10 bytes: the same input gives the same id. */
export function idFrom(kind: IdKind, time: Date, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  bytes.set(millisOf(time));
  bytes.set(random.subarray(0, 10), 6);
  // Version 7, variant 2, as in every UUIDv7.
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return `${idPrefixes[kind]}_${base32(bytes)}`;
}

/** As TypeID writes it: two zero bits, then the 128, five to a character. Each publish makes several ids. */
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

/** True for a string that `newId(kind)` could have made. */
export function isId(kind: IdKind, value: string): boolean {
  const prefix = `${idPrefixes[kind]}_`;
  return (
    value.length === prefix.length + suffixLength &&
    value.startsWith(prefix) &&
    suffixPattern.test(value.slice(prefix.length))
  );
}

/** The kind of a well-formed id, or undefined. */
export function idKind(value: string): IdKind | undefined {
  return (Object.keys(idPrefixes) as IdKind[]).find((kind) => isId(kind, value));
}

/** The least id of this kind that `newId` can make at `time`: the bound of a partition or of a time range. */
export function firstIdAt(kind: IdKind, time: Date): string {
  const bytes = new Uint8Array(16);
  bytes.set(millisOf(time));
  return `${idPrefixes[kind]}_${base32(bytes)}`;
}

/** Returns the creation time of a well-formed id, from its timestamp of 48 bits. */
export function idTime(id: string): Date {
  const timestamp = id.slice(-suffixLength, -suffixLength + timestampLength);
  const digits = Array.from(timestamp, (character) => alphabet.indexOf(character));
  return new Date(digits.reduce((millis, digit) => millis * 32 + digit, 0));
}

/** The 48 bits that an id begins with. */
function millisOf(time: Date): Uint8Array {
  const bytes = new Uint8Array(6);
  let millis = time.getTime();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = millis % 256;
    millis = Math.floor(millis / 256);
  }
  return bytes;
}
