import { type ReceivedRequest, type Receiver, waitUntil } from '@postrider/testing';

import { patienceMs } from './patience.js';

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  /** `<trace id> <span id>` */
  readonly links: readonly string[];
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly isError: boolean;
  /** Attributes of the process. */
  readonly resource: Readonly<Record<string, string | number>>;
}

/** Where a receiver is a collector, for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
export const collectorPath = '/collector';
const tracesPath = `${collectorPath}/v1/traces`;

/** Makes the collector hang, or respond again. */
export const collectorHangs = (receiver: Receiver, hangs: boolean): Receiver =>
  receiver.on(tracesPath, hangs ? 'hang' : { status: 200 });

export const collectorCalls = (receiver: Receiver): ReceivedRequest[] => receiver.requestsTo(tracesPath);

export const receivedSpans = (receiver: Receiver): ReceivedSpan[] =>
  collectorCalls(receiver).flatMap(({ rawBodyBuffer }) => spansOf(rawBodyBuffer));

/** The spans of a trace, in the order of their start, once there are those with these names and no others. */
export function traceOf(receiver: Receiver, traceId: string, names: readonly string[]): Promise<ReceivedSpan[]> {
  const wanted = names.toSorted().join();
  const look = (): ReceivedSpan[] | false => {
    const spans = receivedSpans(receiver).filter((span) => span.traceId === traceId);
    const found = spans.map(({ name }) => name).toSorted();
    if (found.length > names.length) throw new Error(`expected spans ${wanted}, got ${found.join()}`);
    return found.join() === wanted && spans;
  };
  return waitUntil(look, { what: `spans ${wanted}`, timeoutMs: patienceMs });
}

/** Fields of a message in Protocol Buffers by number. */
type Fields = ReadonlyMap<number, readonly (Buffer | number)[]>;

/** Decodes what OTLP uses: varints, fixed 32 and 64 bits, and texts, bytes and messages with a length. */
function decode(message: Buffer): Fields {
  const fields = new Map<number, (Buffer | number)[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message.readUInt8(at++);
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => message.subarray(at, (at += length));
  const read: Record<number, () => Buffer | number> = {
    0: varint,
    1: () => take(8),
    2: () => take(varint()),
    5: () => take(4),
  };
  while (at < message.length) {
    const tag = varint();
    const value = read[tag & 7]?.();
    if (value === undefined) throw new Error(`wire type ${String(tag & 7)}`);
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value]);
  }
  return fields;
}

const buffers = (fields: Fields, number: number): Buffer[] =>
  (fields.get(number) ?? []).filter((value) => typeof value !== 'number');
const messages = (fields: Fields, number: number): Fields[] => buffers(fields, number).map(decode);
const textOf = (fields: Fields, number: number): string => buffers(fields, number)[0]?.toString() ?? '';
const hexOf = (fields: Fields, number: number): string => buffers(fields, number)[0]?.toString('hex') ?? '';

/** Of a list of `KeyValue`. Numbers are whole ones. */
const attributesOf = (fields: Fields, number: number): Record<string, string | number> =>
  Object.fromEntries(
    messages(fields, number).map((each) => {
      const [value] = messages(each, 2);
      const [whole] = value?.get(3) ?? [];
      return [textOf(each, 1), typeof whole === 'number' ? whole : value ? textOf(value, 1) : ''];
    }),
  );

/** Of an `ExportTraceServiceRequest`: opentelemetry/proto/trace/v1/trace.proto has the numbers. */
function spansOf(body: Buffer): ReceivedSpan[] {
  return messages(decode(body), 1).flatMap((resourceSpans) => {
    const [resource] = messages(resourceSpans, 1);
    const spans = messages(resourceSpans, 2).flatMap((scope) => messages(scope, 2));
    return spans.map((span) => ({
      name: textOf(span, 5),
      traceId: hexOf(span, 1),
      spanId: hexOf(span, 2),
      parentId: hexOf(span, 4),
      links: messages(span, 13).map((link) => `${hexOf(link, 1)} ${hexOf(link, 2)}`),
      attributes: attributesOf(span, 9),
      isError: messages(span, 15).some((status) => status.get(3)?.[0] === 2),
      resource: resource ? attributesOf(resource, 1) : {},
    }));
  });
}
