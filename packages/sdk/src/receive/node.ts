import { verify, type AnyWebhookEvent, type RawBody, type WebhookEvent } from '../verify/verify.js';
import { readBody, type NodeRequest } from './node-body.js';
import { readOptions, type ReceiveOptions, type Receiving } from './options.js';
import { eventOrRefusal, failure, type Refusal } from './refusal.js';

export type { NodeRequest } from './node-body.js';
export type { ReceiveOptions } from './options.js';
export type { Refused } from './refusal.js';

/** The used part of Node's `ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader: (name: string, value: string) => unknown;
  end: (body?: string) => unknown;
}

/** Handles a genuine event. */
export type WebhookHandle<Request, Response, Event = WebhookEvent> = (
  event: Event,
  request: Request,
  response: Response,
) => unknown;

/**
 * A handler for Express, Connect and `http.createServer`. `handle` gets genuine events only. The response is 204, unless
 * `handle` responds itself. If `handle` throws, the error goes to `next`; without `next` it is printed, the response is 500,
 * and Postrider retries. Other requests get 400, 401, 405 or 413.
 *
 * It reads the body: put it before `express.json()`, or use `keepRawBody`.
 */
export function webhookHandler<
  Request extends NodeRequest,
  Response extends NodeResponse,
  Event extends AnyWebhookEvent = WebhookEvent,
>(
  options: ReceiveOptions<Request>,
  handle: WebhookHandle<Request, Response, Event>,
): (request: Request, response: Response, next?: (error: unknown) => void) => void {
  const receiving = readOptions(options);
  const receive = async (request: Request, response: Response): Promise<void> => {
    const read = (): Promise<Event> => eventOf(request, receiving);
    const { event, refusal } = await eventOrRefusal(request, read, receiving.onRefused);
    if (refusal) {
      respond(response, refusal);
      return;
    }
    await handle(event, request, response);
    if (response.headersSent) return;
    response.statusCode = 204;
    response.end();
  };
  return (request, response, next) => {
    receive(request, response).catch((error: unknown) => {
      if (next) {
        next(error);
        return;
      }
      console.error(error);
      respond(response, failure());
    });
  };
}

/**
 * Returns the event in a request, for handlers that build their own responses. Throws a WebhookVerificationError with the
 * `statusCode` of the response, or a TypeError if the body is already parsed.
 */
export async function webhookEvent<Event extends AnyWebhookEvent = WebhookEvent>(
  request: NodeRequest,
  options: Omit<ReceiveOptions, 'onRefused'>,
): Promise<Event> {
  return eventOf(request, readOptions(options));
}

async function eventOf<Event extends AnyWebhookEvent>(
  request: NodeRequest,
  receiving: Omit<Receiving, 'onRefused'>,
): Promise<Event> {
  return verify<Event>(await readBody(request, receiving.maxBodyBytes), request.headers, receiving);
}

/** For apps that parse every body: `express.json({ verify: keepRawBody })` keeps the bytes in `request.rawBody`. */
export function keepRawBody(request: object, _response: unknown, body: RawBody): void {
  Object.assign(request, { rawBody: body });
}

function respond(response: NodeResponse, { status, headers, body }: Refusal): void {
  if (response.headersSent) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}
