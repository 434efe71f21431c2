import type { CallApi } from '@postrider/mcp';
import type { FastifyInstance } from 'fastify';
import { internalCall } from '../auth/internal-call.js';

/**
 * Calls an operation in this process, over the same route as from outside: with its checks and its answers. The rate
 * limit has counted the request to `/mcp`, and does not count this call again.
 */
export function callInside(fastify: FastifyInstance, authorization: string): CallApi {
  return ({ method, path, headers, body }, signal) =>
    internalCall.run(true, async () => {
      // It begins when it is awaited.
      const answer = await fastify.inject({
        method,
        url: path,
        headers: { ...headers, authorization },
        ...(body !== undefined && { payload: body }),
        signal,
      });
      return { status: answer.statusCode, retryAfter: answer.headers['retry-after']?.toString(), body: answer.payload };
    });
}
