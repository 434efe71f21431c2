import { verify, type WebhookEvent } from '../verify/verify.js';
import { WebhookVerificationError } from '../verify/webhook-verification-error.js';
import { BodyParts } from './body-parts.js';
import { readOptions, type ReceiveOptions } from './options.js';
import { eventOrRefusal } from './refusal.js';

export type { ReceiveOptions } from './options.js';

/** What is done with a genuine event. */
export type WebhookHandle<Rest extends unknown[]> =
  | ((event: WebhookEvent, request: Request, ...rest: Rest) => Response | undefined | Promise<Response | undefined>)
  | ((event: WebhookEvent, request: Request, ...rest: Rest) => Promise<void>);

/**
 * A handler of a route that takes a Request and answers a Response: Next.js, Hono (`c.req.raw`), Workers, Deno, Bun.
 * `handle` gets genuine events only; once it is done the answer is 204, or the Response that it returns. An error that it
 * throws is passed on; frameworks answer it with 500, and Postrider tries again. Requests that are not genuine are
 * answered 400, 401, 405 or 413.
 *
 * Further arguments of the route are handed over: Next's context, `env` and `ctx` of Workers.
 */
export function webhookHandler<Rest extends unknown[]>(
  options: ReceiveOptions,
  handle: WebhookHandle<Rest>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  const receiving = readOptions(options);
  return async (request, ...rest) => {
    const { event, refusal } = await eventOrRefusal(request.method, () => webhookEvent(request, receiving));
    if (refusal) return new Response(refusal.body, refusal);
    return (await handle(event, request, ...rest)) ?? new Response(null, { status: 204 });
  };
}

/**
 * The event in a Request, for handlers that answer themselves. Throws a WebhookVerificationError, whose `statusCode` is
 * what to answer, and a TypeError where something has read the body already.
 */
export async function webhookEvent(request: Request, options: ReceiveOptions): Promise<WebhookEvent> {
  const { maxBodyBytes, ...verifying } = readOptions(options);
  return verify(await readBody(request, maxBodyBytes), request.headers, verifying);
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed)
    throw new TypeError('body: it was read already; hand the Request over before anything reads it');
  const parts = new BodyParts(maxBytes);
  parts.expect(request.headers.get('content-length'));
  const reader = request.body?.getReader();
  if (!reader) return parts.join();
  try {
    for (let read = await next(reader); !read.done; read = await next(reader)) parts.add(read.value);
    return parts.join();
  } catch (error) {
    reader.cancel(error).catch(() => undefined);
    throw error;
  }
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    throw new WebhookVerificationError('incomplete_body', 'body: it ended too early');
  }
}
