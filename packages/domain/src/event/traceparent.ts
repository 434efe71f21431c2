const form = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;
const zeros = /^0+$/;
/** The flags of version 00: sampled, and (of level 2 of the recommendation) that the trace id is random. */
const knownFlags = 0x03;

/**
 * Returns the trace context of a `traceparent` header of W3C Trace Context, as version 00, or undefined if it is invalid. Of a
 * later version the parts that version 00 has are read.
 */
export function parseTraceparent(header: string | readonly string[] | undefined): string | undefined {
  const [, version, traceId = '', parentId = '', flags = '', rest] =
    typeof header === 'string' ? (form.exec(header) ?? []) : [];
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return undefined;
  if (zeros.test(traceId) || zeros.test(parentId)) return undefined;
  const known = Number.parseInt(flags, 16) & knownFlags;
  return `00-${traceId}-${parentId}-${known.toString(16).padStart(2, '0')}`;
}
