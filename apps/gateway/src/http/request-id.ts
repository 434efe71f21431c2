import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorBody } from '@postrider/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export const requestIdHeader = 'x-request-id';

/** What proxies and tracing tools use as ids. Anything else would let a client write into the log. */
const accepted = /^[\w.:/+=@-]{1,128}$/;

/** Returns the client's `X-Request-Id`, or a new id if it is missing or not acceptable. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers[requestIdHeader];
  return typeof given === 'string' && accepted.test(given) ? given : newRequestId();
}

export const newRequestId = (): string => `req_${randomUUID().replaceAll('-', '')}`;

/** Adds `X-Request-Id` to every response. Must run before the first route is added. */
export function addRequestIds(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request: FastifyRequest, reply, done) => {
    void reply.header(requestIdHeader, request.id);
    done();
  });
}

/** Returns an error's body with the id by which the log is searched. */
export const withRequestId = ({ error }: ErrorBody, request_id: string): ErrorBody => ({
  error: { ...error, request_id },
});
