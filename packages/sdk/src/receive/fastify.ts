import {
  verify,
  type AnyWebhookEvent,
  type RawBody,
  type WebhookEvent,
  type WebhookHeaders,
} from '../verify/verify.js';
import { readOptions, type ReceiveOptions } from './options.js';
import { eventOrRefusal } from './refusal.js';

export type { ReceiveOptions } from './options.js';
export type { Refused } from './refusal.js';

/** The part of Fastify's request that is used or that handlers need. */
export interface FastifyRequest {
  readonly method: string;
  readonly url: string;
  readonly ip: string;
  readonly id: string;
  readonly headers: Exclude<WebhookHeaders, Headers>;
  readonly body: unknown;
}

/** The used part of Fastify's reply. */
export interface FastifyReply {
  readonly sent: boolean;
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
  send(body?: string): unknown;
}

/** The used part of Fastify. Its own types are too complex to repeat. */
export interface FastifyScope {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser: (...parts: never[]) => unknown;
  post: (...parts: never[]) => unknown;
}

/** A method is bivariant: handlers may use Fastify's own types for `request` and `reply`. */
interface Handler<Event extends AnyWebhookEvent> {
  handle(event: Event, request: FastifyRequest, reply: FastifyReply): unknown;
}

interface Scope {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    contentType: string,
    options: { parseAs: 'buffer'; bodyLimit: number },
    parser: (request: FastifyRequest, body: Uint8Array, done: (error: null, body: Uint8Array) => void) => void,
  ): unknown;
  post(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): unknown;
}

/**
 * A plugin with one route: `app.register(webhookRoute('/webhooks', { secret }, async (event) => { … }))`. Only this route
 * gets unparsed bodies. `handle` gets genuine events only. The response is 204, or what `handle` returns or sends. If
 * `handle` throws, Fastify responds with 500 and Postrider retries. Other requests get 400, 401 or 413.
 */
export function webhookRoute<Event extends AnyWebhookEvent = WebhookEvent>(
  path: string,
  options: ReceiveOptions<FastifyRequest>,
  handle: Handler<Event>['handle'],
): (scope: FastifyScope) => Promise<void> {
  const receiving = readOptions(options);
  const addTo = (scope: Scope): void => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: receiving.maxBodyBytes },
      (_request, body, done) => {
        done(null, body);
      },
    );
    scope.post(path, async (request, reply) => {
      const read = (): Promise<Event> => verify<Event>((request.body ?? '') as RawBody, request.headers, receiving);
      const { event, refusal } = await eventOrRefusal(request, read, receiving.onRefused);
      if (refusal) {
        reply.code(refusal.status);
        reply.headers(refusal.headers);
        return refusal.body;
      }
      const result: unknown = await handle(event, request, reply);
      if (result !== undefined || reply.sent) return result;
      reply.code(204);
      reply.send();
      return reply;
    });
  };
  return (scope) => {
    addTo(scope);
    return Promise.resolve();
  };
}
