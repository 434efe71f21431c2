import { bodyBytes, type RawBody } from '../verify/body.js';
import { WebhookVerificationError } from '../verify/webhook-verification-error.js';
import { BodyParts } from './body-parts.js';

/** The used part of Node's `IncomingMessage`, and what frameworks add to it. */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  method?: string | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>> & { 'content-length'?: string | undefined };
  /** Whether the body is read to its end. */
  readonly readableEnded: boolean;
  /** Set by `express.raw()` or a parser. */
  body?: unknown;
  /** Set by Nest, Firebase or `keepRawBody`. */
  rawBody?: unknown;
}

const parsedAlready =
  'body: expected an unread body, since the signature covers its bytes. Put the webhook handler before ' +
  'express.json(), or use express.json({ verify: keepRawBody })';

/** Returns the body that a parser kept, or reads it. */
export async function readBody(request: NodeRequest, maxBytes: number): Promise<RawBody> {
  const parts = new BodyParts(maxBytes);
  const kept = request.rawBody ?? (ArrayBuffer.isView(request.body) ? request.body : undefined);
  if (kept !== undefined) parts.add(bodyBytes(kept));
  else if (request.readableEnded) throw new TypeError(parsedAlready);
  else {
    parts.expect(request.headers['content-length']);
    await readStream(request, parts);
  }
  return parts.join();
}

/** Without `for await`: leaving that loop early would close the connection before the response. */
async function readStream(request: NodeRequest, parts: BodyParts): Promise<void> {
  const stream = request[Symbol.asyncIterator]();
  for (let read = await next(stream); !read.done; read = await next(stream)) parts.add(bodyBytes(read.value));
}

async function next(stream: AsyncIterator<Uint8Array | string>): Promise<IteratorResult<Uint8Array | string>> {
  try {
    return await stream.next();
  } catch {
    throw new WebhookVerificationError('incomplete_body', 'body: ended too early');
  }
}
