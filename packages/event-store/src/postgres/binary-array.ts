/** Element types with their OIDs, which are fixed in PostgreSQL's catalogue. */
const oids = { boolean: 16, bytea: 17, int: 23, text: 25, json: 114, timestamptz: 1184 } as const;

export type ArrayElementType = keyof typeof oids;

const headerBytes = 20;
const nullLength = -1;
/** PostgreSQL's epoch, 2000-01-01, in milliseconds since 1970. */
const epochMs = 946_684_800_000;
const low = 2 ** 32;

/**
 * Encodes a one-dimensional array in PostgreSQL's binary format; the driver sends a Buffer as it is. In text format
 * every quote of a JSON document is escaped and unescaped, which is most of the cost of a large batch.
 */
export function binaryArray(values: readonly unknown[], type: ArrayElementType): Buffer {
  const sizes = values.map((value) => (value == null ? nullLength : sizeOf(value, type)));
  const buffer = Buffer.allocUnsafe(headerBytes + sizes.reduce((sum, size) => sum + 4 + Math.max(0, size), 0));
  // Number of dimensions, null flag, type; then length and lower bound of the dimension.
  buffer.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(sizes.includes(nullLength) ? 1 : 0, 4);
  buffer.writeInt32BE(oids[type], 8);
  if (values.length === 0) return buffer.subarray(0, 12);
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = headerBytes;
  values.forEach((value, i) => {
    const size = sizes[i] ?? nullLength;
    at = buffer.writeInt32BE(size, at);
    if (size === nullLength) return;
    write(buffer, value, type, at);
    at += size;
  });
  return buffer;
}

function sizeOf(value: unknown, type: ArrayElementType): number {
  switch (type) {
    case 'boolean':
      return 1;
    case 'int':
      return 4;
    case 'timestamptz':
      return 8;
    case 'bytea':
      return (value as Buffer).length;
    case 'text':
    case 'json':
      return Buffer.byteLength(value as string);
  }
}

function write(buffer: Buffer, value: unknown, type: ArrayElementType, at: number): void {
  switch (type) {
    case 'boolean':
      buffer.writeUInt8(value === true ? 1 : 0, at);
      return;
    case 'int':
      buffer.writeInt32BE(value as number, at);
      return;
    case 'timestamptz': {
      const micros = ((value as Date).getTime() - epochMs) * 1_000;
      const high = Math.floor(micros / low);
      buffer.writeInt32BE(high, at);
      buffer.writeUInt32BE(micros - high * low, at + 4);
      return;
    }
    case 'bytea':
      (value as Buffer).copy(buffer, at);
      return;
    case 'text':
    case 'json':
      buffer.write(value as string, at);
  }
}
