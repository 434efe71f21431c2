import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Of the path in a line. */
const maxPath = 200;

/**
 * Logs one line per call. Calls that fail or change something are always logged. Of the rest (reads, publish calls and
 * calls without a valid credential), `accessLogSample` is the share that is logged.
 */
export function addAccessLog(
  fastify: FastifyInstance,
  { accessLog, accessLogSample }: Pick<Settings['http'], 'accessLog' | 'accessLogSample'>,
): void {
  if (!accessLog) return;
  const logger = new Logger('access');
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    if (isNotable(request, reply) || Math.random() < accessLogSample) logger.log(lineOf(request, reply), 'call');
    done();
  });
}

function isNotable({ caller, routeOptions }: FastifyRequest, { statusCode }: FastifyReply): boolean {
  if (statusCode >= 500) return true;
  if (!caller) return false;
  const { operation } = routeOptions.config;
  return statusCode >= 400 || (operation?.access === 'management' && operation.method !== 'GET');
}

function lineOf(request: FastifyRequest, reply: FastifyReply): object {
  return {
    request_id: request.id,
    method: request.method,
    path: (request.url.split('?', 1)[0] ?? '').slice(0, maxPath),
    operation: request.routeOptions.config.operation?.name,
    organization_id: request.caller?.organization_id,
    credential: request.caller?.credential,
    address: request.ip,
    status: reply.statusCode,
    duration_ms: Math.round(reply.elapsedTime),
  };
}
