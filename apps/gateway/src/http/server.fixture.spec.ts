import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { toApiError } from './error-filter.js';
import { acceptJson } from './json-body.js';

/** A server with the gateway's body parser and error handler. `handle` returns the response's body. */
export function testServer(handle: (request: FastifyRequest) => unknown): FastifyInstance {
  const server = fastify({
    bodyLimit: 1_024,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const known = toApiError(error, request);
      void reply.status(known.status).send(known.body);
    },
  });
  acceptJson(server, { jsonMaxDepth: 4, bodyMaxMembers: 50, publishMaxMembers: 50 });
  server.setErrorHandler((error, request, reply) => {
    const known = toApiError(error, request);
    void reply.status(known.status).headers(known.headers).send(known.body);
  });
  server.post('/things/:id', (request) => Promise.resolve(handle(request) ?? {}));
  return server;
}
