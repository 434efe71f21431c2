import type { CallApi } from '@postrider/mcp';
import type { FastifyInstance } from 'fastify';
import { internalCall } from '../auth/internal-call.js';

/**
 * Calls an operation in this process by its route, with the same checks as a call over HTTP. The rate limit has counted
 * the request to `/mcp` and does not count this call again.
 */
export function callInside(fastify: FastifyInstance, authorization: string): CallApi {
  return ({ method, path, headers, body }, signal) =>
    internalCall.run(true, async () => {
      // The call starts when it is awaited.
      const response = await fastify.inject({
        method,
        url: path,
        headers: { ...headers, authorization },
        ...(body !== undefined && { payload: body }),
        signal,
      });
      return {
        status: response.statusCode,
        retryAfter: response.headers['retry-after']?.toString(),
        body: response.payload,
      };
    });
}
