import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * What is drained of a body behind its answer: the connection can be used again, and a client that writes its whole
 * request before it reads gets its answer, where it would see nothing but a reset.
 */
const drainedBytes = 1_048_576;

/**
 * A call may be answered before its body has come, as one without a key is. Node then reads and drops what still comes;
 * rather than that of a long body, or of one that does not say how long it is, we hang up.
 */
export function hangUpOnUnreadBodies(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload, done) => {
    if (!request.raw.complete && announcedBytes(request) > drainedBytes) void reply.header('connection', 'close');
    done(null, payload);
  });
}

const announcedBytes = ({ headers }: FastifyRequest): number =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Infinity;
