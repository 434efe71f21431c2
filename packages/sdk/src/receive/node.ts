import { verify, type RawBody, type WebhookEvent } from '../verify/verify.js';
import { readBody, type NodeRequest } from './node-body.js';
import { readOptions, type ReceiveOptions } from './options.js';
import { eventOrRefusal, failure, type Refusal } from './refusal.js';

export type { NodeRequest } from './node-body.js';
export type { ReceiveOptions } from './options.js';

/** What is needed of Node's `ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader: (name: string, value: string) => unknown;
  end: (body?: string) => unknown;
}

/**
 * A handler for Express, Connect and alike, and for plain `http.createServer`. `handle` gets genuine events only; once
 * it is done, the answer is 204, unless it has answered itself. An error that it throws goes to `next`; where there is
 * no `next`, it is written with `console.error` and answered 500: Postrider tries again. Requests that are not genuine
 * are answered 400, 401, 405 or 413.
 *
 * It reads the body itself, so it has to come before `express.json()`; or that has to keep the body (`keepRawBody`).
 */
export function webhookHandler<Request extends NodeRequest, Response extends NodeResponse>(
  options: ReceiveOptions,
  handle: (event: WebhookEvent, request: Request, response: Response) => unknown,
): (request: Request, response: Response, next?: (error: unknown) => void) => void {
  const receiving = readOptions(options);
  const receive = async (request: Request, response: Response): Promise<void> => {
    const { event, refusal } = await eventOrRefusal(request.method, () => webhookEvent(request, receiving));
    if (refusal) {
      answer(response, refusal);
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
      answer(response, failure());
    });
  };
}

/**
 * The event in a request, for handlers that answer themselves. Throws a WebhookVerificationError, whose `statusCode` is
 * what to answer, and a TypeError where something has parsed the body already.
 */
export async function webhookEvent(request: NodeRequest, options: ReceiveOptions): Promise<WebhookEvent> {
  const { maxBodyBytes, ...verifying } = readOptions(options);
  return verify(await readBody(request, maxBodyBytes), request.headers, verifying);
}

/** For apps that parse every body first: `express.json({ verify: keepRawBody })`. Leaves it in `request.rawBody`. */
export function keepRawBody(request: object, _response: unknown, body: RawBody): void {
  Object.assign(request, { rawBody: body });
}

function answer(response: NodeResponse, { status, headers, body }: Refusal): void {
  if (response.headersSent) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}
