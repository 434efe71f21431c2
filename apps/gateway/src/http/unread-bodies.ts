import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Node reads and drops up to this much of a body after an early response. A client that writes its whole request before it
 * reads then gets the response instead of a reset, and the connection can be reused.
 */
const drainedBytes = 1_048_576;

/**
 * Closes the connection after an early response (to a call without a key, for example) if the unread body is long or has
 * no length. Node would read all of it.
 */
export function disconnectOnUnreadBodies(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload, done) => {
    if (!request.raw.complete && announcedBytes(request) > drainedBytes) void reply.header('connection', 'close');
    done(null, payload);
  });
}

const announcedBytes = ({ headers }: FastifyRequest): number =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Infinity;
