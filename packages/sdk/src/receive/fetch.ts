import { verify, type AnyWebhookEvent, type WebhookEvent } from '../verify/verify.js';
import { checkSize, readParts } from './body-parts.js';
import { readOptions, type ReceiveOptions, type Receiving } from './options.js';
import { eventOrRefusal } from './refusal.js';

export type { ReceiveOptions } from './options.js';
export type { Refused } from './refusal.js';

/** Handles a genuine event. */
export type WebhookHandle<Rest extends unknown[], Event extends AnyWebhookEvent = WebhookEvent> =
  | ((event: Event, request: Request, ...rest: Rest) => Response | undefined | Promise<Response | undefined>)
  | ((event: Event, request: Request, ...rest: Rest) => Promise<void>);

/**
 * A handler for routes that take a Request and return a Response: Next.js, Hono (`c.req.raw`), Workers, Deno, Bun.
 * `handle` gets genuine events only. The response is 204, or the Response that `handle` returns. Its errors are rethrown:
 * frameworks respond with 500, and Postrider retries. Other requests get 400, 401, 405 or 413.
 *
 * `handle` also gets further arguments of the route: Next's context, or `env` and `ctx` of Workers.
 */
export function webhookHandler<Rest extends unknown[], Event extends AnyWebhookEvent = WebhookEvent>(
  options: ReceiveOptions<Request>,
  handle: WebhookHandle<Rest, Event>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  const receiving = readOptions(options);
  return async (request, ...rest) => {
    const read = (): Promise<Event> => eventOf(request, receiving);
    const { event, refusal } = await eventOrRefusal(request, read, receiving.onRefused);
    if (refusal) return new Response(refusal.body, refusal);
    return (await handle(event, request, ...rest)) ?? new Response(null, { status: 204 });
  };
}

/**
 * Returns the event in a Request, for handlers that build their own responses. Throws a WebhookVerificationError with the
 * `statusCode` of the response, or a TypeError if the body is already read.
 */
export async function webhookEvent<Event extends AnyWebhookEvent = WebhookEvent>(
  request: Request,
  options: Omit<ReceiveOptions, 'onRefused'>,
): Promise<Event> {
  return eventOf(request, readOptions(options));
}

async function eventOf<Event extends AnyWebhookEvent>(
  request: Request,
  receiving: Omit<Receiving, 'onRefused'>,
): Promise<Event> {
  return verify<Event>(await readBody(request, receiving.maxBodyBytes), request.headers, receiving);
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed) throw new TypeError('body: expected a Request whose body is unread');
  checkSize(Number(request.headers.get('content-length') ?? 0), maxBytes);
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  try {
    return await readParts(() => reader.read(), maxBytes);
  } catch (error) {
    reader.cancel(error).catch(() => undefined);
    throw error;
  }
}
