import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Headers of every response. @fastify/helmet does not fit: it covers neither malformed URLs nor requests that Node's
 * parser refuses, and has no Cache-Control.
 *
 * Strict-Transport-Security belongs to the proxy that ends TLS (docs/operations.md): the gateway itself serves plain HTTP,
 * where the header has no meaning.
 */
export const securityHeaders = {
  // Responses have event data, and some have a signing secret.
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Must run before the first route is added. */
export function addSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, done) => {
    void reply.headers(securityHeaders);
    done();
  });
}
