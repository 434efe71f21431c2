import { settingGroups } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';

const allowedHeaders =
  'authorization, content-type, accept, mcp-protocol-version, mcp-method, mcp-name, mcp-session-id, last-event-id';

/**
 * Allows web pages of listed origins to use `/mcp` and its OAuth (CORS) and refuses all others, also after DNS rebinding. Clients other
 * than browsers send no `Origin`. Throws ApiError 403 for a page of any other origin.
 */
export function checkOrigin(
  allowed: ReadonlySet<string>,
  { headers }: FastifyRequest,
  reply: FastifyReply,
  methods = 'POST',
): void {
  const { origin } = headers;
  if (origin === undefined) return;
  if (!allowed.has(origin)) {
    const setting = settingGroups.mcp.allowedOrigins.env;
    throw new ApiError('cross_site_request', `pages of this origin cannot use /mcp (${setting})`);
  }
  void reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods,
    'access-control-allow-headers': allowedHeaders,
    'access-control-expose-headers':
      'mcp-protocol-version, www-authenticate, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset',
    vary: 'origin',
  });
}
