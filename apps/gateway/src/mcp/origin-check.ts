import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';

const allowedHeaders =
  'authorization, content-type, accept, mcp-protocol-version, mcp-method, mcp-name, mcp-session-id, last-event-id';

/**
 * Which web pages may use `/mcp`. Browsers name the page's origin, also where a name was made to lead to another address
 * (DNS rebinding); other clients name none. Those that are allowed are told so (CORS).
 */
export class OriginCheck {
  readonly #allowed: ReadonlySet<string>;

  constructor(allowed: readonly string[] = []) {
    this.#allowed = new Set(allowed);
  }

  /** 403 for a page of any other origin. */
  check(request: FastifyRequest, reply: FastifyReply): void {
    const { origin } = request.headers;
    if (origin === undefined) return;
    if (!this.#allowed.has(origin)) {
      throw new ApiError('cross_site_request', 'pages of this origin may not use /mcp');
    }
    void reply.headers({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': allowedHeaders,
      'access-control-expose-headers':
        'mcp-protocol-version, www-authenticate, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset',
      vary: 'origin',
    });
  }
}
