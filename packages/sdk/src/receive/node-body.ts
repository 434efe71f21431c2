import { bodyBytes, type RawBody } from '../verify/body.js';
import { WebhookVerificationError } from '../verify/webhook-verification-error.js';
import { BodyParts } from './body-parts.js';

/** What is needed of Node's `IncomingMessage`, and what frameworks add to it. */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  method?: string | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>> & { 'content-length'?: string | undefined };
  /** Whether the body was read to its end already. */
  readonly readableEnded: boolean;
  /** What `express.raw()`, or a parser, has left. */
  body?: unknown;
  /** What Nest, Firebase or `keepRawBody` have left. */
  rawBody?: unknown;
}

const parsedAlready =
  'body: something has read it already, and the signature is over its bytes. Put the webhook handler before ' +
  'express.json(), or let that keep them: express.json({ verify: keepRawBody })';

/** The body that somebody has kept, else the one that is read now. */
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

/** Without `for await`: leaving that early would end the connection before the answer. */
async function readStream(request: NodeRequest, parts: BodyParts): Promise<void> {
  const stream = request[Symbol.asyncIterator]();
  for (let read = await next(stream); !read.done; read = await next(stream)) parts.add(bodyBytes(read.value));
}

async function next(stream: AsyncIterator<Uint8Array | string>): Promise<IteratorResult<Uint8Array | string>> {
  try {
    return await stream.next();
  } catch {
    throw new WebhookVerificationError('incomplete_body', 'body: it ended too early');
  }
}
