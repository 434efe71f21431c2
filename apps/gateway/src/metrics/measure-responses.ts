import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayMetrics } from './gateway-metrics.js';

const accepted = 202;

/** Counts responses, and times publish calls. Must run before the first route is added. */
export function measureResponses(fastify: FastifyInstance, metrics: GatewayMetrics): void {
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const { operation } = request.routeOptions.config;
    metrics.responded(operation?.name ?? 'none', reply.statusCode);
    if (operation?.access === 'publish' && reply.statusCode === accepted) {
      metrics.publishDuration.observe(reply.elapsedTime / 1_000);
    }
    done();
  });
}
