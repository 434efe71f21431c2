import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * On every answer. Not @fastify/helmet: its hook reaches neither what the router refuses (a malformed URL) nor what
 * Node's HTTP parser refuses, and it knows no Cache-Control; a list of ours would be needed beside it.
 *
 * No Strict-Transport-Security: the gateway speaks plain HTTP, where that header has no meaning. Whoever ends TLS in
 * front of it knows whether the whole host has it, and sets the header there (docs/operations.md).
 */
export const securityHeaders = {
  // Answers hold event data, and some a signing secret.
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** For whatever reaches the router's hooks; must come before the first route. */
export function secureAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, done) => {
    void reply.headers(securityHeaders);
    done();
  });
}
