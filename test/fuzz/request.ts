import { gzipSync } from 'node:zlib';

import type { Operation } from '@postrider/contracts';
import fc from 'fast-check';

import { operations } from '../support/operations.js';
import { objectOf, oddJson, oddText } from './odd-values.js';
import { plausibleMembers } from './plausible.js';
import type { World } from './world.js';

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string;
  /** Path and query, in Latin-1. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | undefined;
  readonly framing: 'length' | 'chunked' | 'truncated';
}

/** Requests for an operation: some that it should accept, and the same with things changed, swapped or broken. */
export function anyRequest(operation: Operation, world: World): fc.Arbitrary<FuzzRequest> {
  const valid = requestOf(validParts(operation, world));
  const parts = validParts(operation, world);
  const odd = oddParts(operation, world);
  const names = ['method', 'target', 'target', 'headers', 'headers', 'body', 'body', 'body', 'framing'] as const;
  // One part is odd most of the time: what is wrong twice is refused for the first reason.
  const brokenOnce = fc.constantFrom<keyof Parts>(...names).chain((name) => requestOf({ ...parts, [name]: odd[name] }));
  return fc.oneof(
    { arbitrary: valid, weight: 3 },
    { arbitrary: brokenOnce, weight: 6 },
    { arbitrary: requestOf(odd), weight: 1 },
  );
}

const oddMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY', 'BREW', 'get'];

/** Whether DELETE would take away what the operation's later requests are about. */
const isDeletable = ({ path }: Operation): boolean =>
  operations.some((other) => other.method === 'DELETE' && other.path === path);

type Parts = { readonly [K in keyof FuzzRequest]: fc.Arbitrary<FuzzRequest[K]> };

const requestOf = (parts: Parts): fc.Arbitrary<FuzzRequest> => fc.record(parts).map(readable);

/** Shown as it is sent when a property fails. */
const readable = (request: FuzzRequest): FuzzRequest =>
  Object.assign(request, { [fc.toStringMethod]: () => JSON.stringify(bytesOf(request).toString('latin1')) });

function validParts(operation: Operation, world: World): Parts {
  const takesBody = operation.method !== 'GET';
  return {
    method: fc.constant(operation.method),
    target: fc
      .tuple(
        pathOf(operation, (name) => fc.constantFrom(...(world.ids[name] ?? ['x']))),
        validQuery(operation, world),
      )
      .map(([path, query]) => path + query),
    headers: fc.constantFrom([
      ['authorization', `Bearer ${world.keys.management}`],
      ['content-type', 'application/json'],
    ] as const),
    body: takesBody
      ? plausibleMembers(operation.body, world).map((members) => Buffer.from(objectOf(members.map(quoteKey))))
      : fc.constant(undefined),
    framing: fc.constant('length'),
  };
}

function oddParts(operation: Operation, world: World): Parts {
  const known = (name: string): fc.Arbitrary<string> => fc.constantFrom(...(world.ids[name] ?? ['x']));
  return {
    method: fc.constantFrom(...oddMethods.filter((method) => method !== 'DELETE' || !isDeletable(operation))),
    target: fc.oneof(
      {
        arbitrary: joined(
          pathOf(operation, () => oddSegment),
          validQuery(operation, world),
        ),
        weight: 4,
      },
      { arbitrary: joined(pathOf(operation, known), oddQuery(operation, world)), weight: 4 },
      { arbitrary: oddSegment.map((segment) => `/${segment}`), weight: 1 },
      { arbitrary: oddSegment.map((segment) => operation.path.replace('webhooks', segment)), weight: 1 },
    ),
    headers: oddHeaders(world),
    body: fc.oneof(oddBody, changedBody(operation, world)),
    framing: fc.constantFrom('length', 'chunked', 'chunked', 'truncated'),
  };
}

const joined = (path: fc.Arbitrary<string>, query: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(path, query).map((both) => both.join(''));

const quoteKey = ([key, value]: readonly [string, string]): readonly [string, string] => [JSON.stringify(key), value];

const pathOf = (operation: Operation, value: (name: string) => fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...operation.path.split('/').map((part) => (part.startsWith('{') ? value(part.slice(1, -1)) : fc.constant(part))),
    )
    .map((parts) => parts.join('/'));

/** Percent-encoded, or as it stands where HTTP's parser may let it pass. */
const oddSegment = fc.oneof(
  oddText.map((text) => encodeURIComponent(text.toWellFormed())),
  oddText.map((text) => text.replaceAll(/[\s\p{Cc}]/gu, '')).map(toLatin1),
);

function toLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

const parameters = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`;

const validQuery = (operation: Operation, world: World): fc.Arbitrary<string> =>
  plausibleMembers(operation.query, world).map((members) =>
    parameters(
      members.flatMap(([name, value]) => {
        // An object's members are parameters of their own.
        const parsed = JSON.parse(value) as unknown;
        const given =
          typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [[name, parsed] as const];
        return given.map(([key, each]): [string, string] => {
          const text = typeof each === 'string' ? each : JSON.stringify(each);
          return [encodeURIComponent(key === name ? key : `${name}.${key}`), encodeURIComponent(text.toWellFormed())];
        });
      }),
    ),
  );

function oddQuery(operation: Operation, world: World): fc.Arbitrary<string> {
  const names = fc.oneof(
    plausibleMembers(operation.query, world).map((members) => members.map(([name]) => name)[0] ?? 'x'),
    oddSegment,
  );
  return fc.array(fc.tuple(names, oddSegment), { minLength: 1, maxLength: 6 }).map(parameters);
}

/** The headers that the API reads, and those that its server does, with anything in them. */
function oddHeaders(world: World): fc.Arbitrary<FuzzRequest['headers']> {
  const printable = fc.string({ unit: 'grapheme-ascii', maxLength: 300 });
  const bytes = fc.uint8Array({ maxLength: 40 }).map((array) =>
    Buffer.from(array)
      .toString('latin1')
      .replaceAll(/[\r\n]/g, ''),
  );
  const anything = fc.oneof(
    printable,
    bytes,
    fc.nat({ max: 20_000 }).map((length) => 'x'.repeat(length)),
  );
  const management = `Bearer ${world.keys.management}`;
  const values: Record<string, fc.Arbitrary<string>> = {
    authorization: fc.oneof(
      fc.constantFrom(
        management,
        management,
        management,
        `bearer  ${world.keys.management} `,
        `Bearer ${world.keys.project}`,
        'Bearer',
        'Basic YTpi',
      ),
      anything,
      anything.map((text) => `Bearer ${text}`),
    ),
    'content-type': fc.oneof(
      fc.constantFrom(
        'application/json; charset=utf-8',
        'application/json;charset=utf-16',
        'application/jsonx',
        'text/plain',
        'multipart/form-data',
        '',
      ),
      anything,
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'identity', 'deflate, gzip', 'x'),
    'idempotency-key': fc.oneof(fc.constantFrom('a', 'b', '__proto__'), anything),
    accept: fc.constantFrom('text/html', 'application/xml', '*/*;q=0', ''),
    expect: fc.constantFrom('100-continue', 'anything'),
    upgrade: fc.constantFrom('websocket', 'h2c'),
    connection: fc.constantFrom('close, upgrade', 'keep-alive, close'),
    'content-length': fc.constantFrom('0', '-1', 'x', '1, 1', '99999999999999999999'),
    'transfer-encoding': fc.constantFrom('gzip', 'chunked, chunked', 'identity', 'gzip, chunked', '\tchunked'),
    host: fc.constantFrom('', 'a b', 'example.com'),
    'x-forwarded-for': anything,
    cookie: anything,
  };
  const anyHeader = fc
    .constantFrom(...Object.entries(values))
    .chain(([name, value]) => value.map((text) => [name, text] as const));
  const usual = fc.constantFrom(
    [
      ['authorization', management],
      ['content-type', 'application/json'],
    ] as const,
    [['authorization', management]] as const,
    [] as const,
  );
  return fc
    .tuple(usual, fc.array(anyHeader, { minLength: 1, maxLength: 3 }))
    .map(([some, others]) => [...some, ...others]);
}

const oddBody: fc.Arbitrary<Buffer> = fc.oneof(
  oddJson.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  oddJson.map((text) => Buffer.from(text, 'utf16le')),
  oddJson.map((text) => Buffer.from(`\ufeff${text}`)),
  fc.tuple(oddJson, fc.nat({ max: 40 })).map(([text, at]) => gzipSync(text).subarray(0, at)),
  fc.constantFrom('', ' ', '{', '{"', '[,]', '{"a":1}{"b":2}').map((text) => Buffer.from(text)),
);

/** A body that the operation would take, with members missing, replaced, repeated or added, cut, or with other bytes. */
function changedBody(operation: Operation, world: World): fc.Arbitrary<Buffer> {
  const members = plausibleMembers(operation.body, world).map((found) => found.map(quoteKey));
  const at = fc.nat({ max: 10 });
  const withAnother = fc
    .tuple(
      members,
      fc.oneof(
        oddText.map((text) => JSON.stringify(text)),
        fc.constant('"\\u005f_proto__"'),
      ),
      oddJson,
    )
    .map(([some, key, value]) => [...some, [key, value] as const]);
  const without = fc.tuple(members, at).map(([some, i]) => some.filter((_, n) => n !== i % some.length));
  const replaced = fc
    .tuple(members, at, oddJson)
    .map(([some, i, value]) => some.map(([key, old], n) => [key, n === i % some.length ? value : old] as const));
  const repeated = fc.tuple(members, at, oddJson).map(([some, i, value]) => {
    const [key] = some[i % some.length] ?? ['"x"'];
    return [...some, [key, value] as const, ...some.filter(([name]) => name === key)];
  });
  const text = fc.oneof(withAnother, without, replaced, repeated).map(objectOf);
  return fc.oneof(
    text.map((whole) => Buffer.from(whole)),
    fc.tuple(text, fc.nat()).map(([whole, n]) => Buffer.from(whole).subarray(0, n % (whole.length + 1))),
    fc.tuple(text, fc.nat(), fc.integer({ min: 128, max: 255 })).map(([whole, n, byte]) => {
      const bytes = Buffer.from(whole);
      bytes[n % bytes.length] = byte;
      return bytes;
    }),
  );
}

/** Its end does not come: the client hangs up before. */
export const isTruncated = ({ body, framing }: FuzzRequest): boolean => body !== undefined && framing === 'truncated';

/** What is written to the connection. */
export function bytesOf({ method, target, headers, body, framing }: FuzzRequest): Buffer {
  const has = (name: string): boolean => headers.some(([each]) => each === name);
  const own: (readonly [string, string])[] = [];
  if (!has('host')) own.push(['host', 'gateway']);
  if (!has('connection')) own.push(['connection', 'close']);
  const isFramed = has('content-length') || has('transfer-encoding');
  // The one transfer encoding of those above that is taken: without an end the request would be waited for.
  const isEncoded = headers.some(([name, value]) => name === 'transfer-encoding' && value.trim() === 'chunked');
  if (body && !isFramed) {
    own.push(framing === 'chunked' ? ['transfer-encoding', 'chunked'] : ['content-length', lengthOf(body, framing)]);
  }
  const lines = [...own, ...headers].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
  if (!body) return isEncoded ? Buffer.concat([head, chunked(Buffer.alloc(0))]) : head;
  return Buffer.concat([head, isEncoded || (framing === 'chunked' && !isFramed) ? chunked(body) : body]);
}

const lengthOf = (body: Buffer, framing: FuzzRequest['framing']): string =>
  String(body.length + (framing === 'truncated' ? 7 : 0));

function chunked(body: Buffer): Buffer {
  const half = Math.ceil(body.length / 2);
  const chunks = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0);
  const framed = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...framed, Buffer.from('0\r\n\r\n')]);
}
