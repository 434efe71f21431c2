import { verify, type WebhookEvent } from '../verify/verify.js';
import { WebhookVerificationError } from '../verify/webhook-verification-error.js';
import type { WebhookHeaders } from '../verify/headers.js';
import { checkSize } from './body-parts.js';
import { readOptions, type ReceiveOptions, type Receiving } from './options.js';
import { refusedBy } from './refusal.js';

export type { ReceiveOptions } from './options.js';
export type { Refused } from './refusal.js';

interface NestRequest {
  headers: Exclude<WebhookHeaders, Headers>;
  rawBody?: Uint8Array;
  body: unknown;
}

/** The used part of Nest's `ExecutionContext`. */
export interface NestContext {
  switchToHttp(): { getRequest(): unknown };
}

/**
 * A guard that accepts genuine webhooks only: `@UseGuards(new WebhookGuard({ secret }))`, and in the method
 * `@Body() event: WebhookEvent`. Extend it to have the secret injected.
 *
 * It needs the raw body: `NestFactory.create(AppModule, { rawBody: true })`, on Express or Fastify. It throws a
 * WebhookVerificationError for other requests: Nest responds with its `statusCode` and logs it, unless an exception filter
 * catches it.
 */
export class WebhookGuard {
  readonly #options: Receiving;

  constructor(options: ReceiveOptions) {
    this.#options = readOptions(options);
  }

  async canActivate(context: NestContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest() as NestRequest;
    try {
      // The verified body replaces the parsed one.
      request.body = await this.#eventOf(request);
      return true;
    } catch (error) {
      if (error instanceof WebhookVerificationError) await this.#options.onRefused?.(refusedBy(error), request);
      throw error;
    }
  }

  async #eventOf(request: NestRequest): Promise<WebhookEvent> {
    const body = rawBodyOf(request);
    checkSize(body.length, this.#options.maxBodyBytes);
    return verify(body, request.headers, this.#options);
  }
}

/** Nest keeps no raw body for an empty body, or for one that it does not parse. */
function rawBodyOf({ rawBody, headers }: NestRequest): Uint8Array {
  if (rawBody) return rawBody;
  if (/^application\/json\b/i.test(String(headers['content-type'])) && !isEmpty(headers)) {
    throw new TypeError('rawBody: expected NestFactory.create(AppModule, { rawBody: true })');
  }
  throw new WebhookVerificationError('unexpected_body', 'body: expected JSON, and content-type: application/json');
}

const isEmpty = (headers: NestRequest['headers']): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
