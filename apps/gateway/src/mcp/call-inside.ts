import type { CallApi } from '@postrider/mcp';
import type { FastifyInstance } from 'fastify';

/** Calls an operation in this process, over the same route as from outside: with its checks, its limits, its answers. */
export function callInside(fastify: FastifyInstance, authorization: string): CallApi {
  return async ({ method, path, headers, body }, signal) => {
    const answer = await fastify.inject({
      method,
      url: path,
      headers: { ...headers, authorization },
      ...(body !== undefined && { payload: body }),
      signal,
    });
    return { status: answer.statusCode, retryAfter: answer.headers['retry-after']?.toString(), body: answer.payload };
  };
}
