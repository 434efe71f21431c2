import { bodyBytes } from '../verify/body.js';
import { checkSize, readParts } from './body-parts.js';

/**
 * The part of Node's `IncomingMessage` that is used or that handlers need, and what frameworks add to it. For more, give the
 * parameter your framework's type: `(event, request: express.Request) => …`.
 */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  method?: string | undefined;
  url?: string | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>> & { 'content-length'?: string | undefined };
  /** Whether the body is read to its end. */
  readonly readableEnded: boolean;
  /** Set by Express: `url` before a router took its part of it. */
  originalUrl?: string | undefined;
  /** Set by Express: the client's address. */
  ip?: string | undefined;
  /** Set by `express.raw()` or a parser. */
  body?: unknown;
  /** Set by Nest, Firebase or `keepRawBody`. */
  rawBody?: unknown;
}

const parsedAlready =
  'body: expected an unread body, since the signature covers its bytes. Put the webhook handler before ' +
  'express.json(), or use express.json({ verify: keepRawBody })';

/** Returns the body that a parser kept, or reads it. */
export async function readBody(request: NodeRequest, maxBytes: number): Promise<Uint8Array> {
  const kept = request.rawBody ?? (ArrayBuffer.isView(request.body) ? request.body : undefined);
  if (kept !== undefined) {
    const body = bodyBytes(kept);
    checkSize(body.length, maxBytes);
    return body;
  }
  if (request.readableEnded) throw new TypeError(parsedAlready);
  checkSize(Number(request.headers['content-length'] ?? 0), maxBytes);
  // Without `for await`: leaving that loop early would close the connection before the response.
  const stream = request[Symbol.asyncIterator]();
  return readParts(() => stream.next(), maxBytes);
}
