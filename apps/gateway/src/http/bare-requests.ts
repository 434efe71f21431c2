import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';

/**
 * For `http.createServer`: two things that Node would refuse by itself, with neither the shape of an error nor headers.
 * A missing Host is refused here instead; an expectation that nobody knows may be ignored (RFC 9110, 10.1.1).
 */
export const bareRequestOptions = { requireHostHeader: false } as const;

export function answerBareRequests(fastify: FastifyInstance): void {
  fastify.server.on('checkExpectation', (request, response) => {
    fastify.server.emit('request', request, response);
  });
  fastify.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, done) => {
    const { httpVersion, headers } = request.raw;
    const isLacking = httpVersion === '1.1' && headers.host === undefined;
    done(
      isLacking ? new ApiError('malformed_body', 'the request is not valid HTTP: it has no Host header') : undefined,
    );
  });
}
