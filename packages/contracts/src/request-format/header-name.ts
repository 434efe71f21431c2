import * as z from 'zod';

const nameLength = 64;
const namePattern = `^[A-Za-z][A-Za-z0-9-]{0,${String(nameLength - 1)}}$`;
const nameExpected = `expected at most ${String(nameLength)} letters, digits and "-", beginning with a letter`;

/** Headers of HTTP, of proxies, of traces, of access to the receiver, those that describe the body, and those that replace its method. */
const reservedNames = new Set([
  'accept',
  'authorization',
  'baggage',
  'cache-control',
  'connection',
  'cookie',
  'date',
  'expect',
  'forwarded',
  'from',
  'host',
  'http2-settings',
  'keep-alive',
  'max-forwards',
  'origin',
  'pragma',
  'range',
  'referer',
  'set-cookie',
  'te',
  'traceparent',
  'tracestate',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'via',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-real-ip',
]);
const reservedPrefixes = ['accept-', 'ce-', 'content-', 'if-', 'proxy-', 'sec-', 'x-forwarded-'];

const isReserved = (name: string): boolean =>
  reservedNames.has(name) || reservedPrefixes.some((prefix) => name.startsWith(prefix));

/** The name of a header of our own. */
export const HeaderName = z
  .string()
  .regex(new RegExp(namePattern), { error: nameExpected, abort: true })
  .refine((name) => !isReserved(name.toLowerCase()), { error: 'is reserved: expected a header of your own' });
