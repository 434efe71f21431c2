import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import newRouter, { type HTTPMethod } from 'find-my-way';
import { ApiError } from './api-error.js';
import { answerRaw } from './unparsable-request.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that refuses its method itself, after checks of its own: not one that `Allow` lists. */
    refusesMethod?: boolean;
  }
}

/**
 * 405 with `Allow` for a method that a known path does not have, and 204 with `Allow` for OPTIONS; paths without any
 * route stay 404. Fastify has a router per method and asks one of them only. Must come before the first route.
 */
export function answerOtherMethods(fastify: FastifyInstance, { maxParamLength }: { maxParamLength: number }): void {
  const router = newRouter({ maxParamLength });
  const methods = new Set<HTTPMethods>();
  fastify.addHook('onRoute', ({ method, url, config }) => {
    if (config?.refusesMethod === true) return;
    for (const each of [method].flat()) {
      methods.add(each);
      router.on(each as HTTPMethod, url, () => undefined);
    }
  });
  const allowed = (url: string): string[] => {
    const found = [...methods].filter((method) => router.find(method as HTTPMethod, url) !== null);
    return found.length === 0 ? [] : [...new Set(['OPTIONS', ...found])].toSorted();
  };

  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!request.is404) return;
    const of = request.url === '*' ? [...methods] : allowed(request.url);
    if (of.length === 0) return;
    if (request.method !== 'OPTIONS') throw methodNotAllowed(request, of);
    await reply.status(204).header('allow', of.join(', ')).send();
  });
  // Without a listener Node hangs up on CONNECT. Its target is a host, not a path.
  fastify.server.on('connect', ({ url = '' }, socket) => {
    const of = allowed(url);
    answerRaw(socket, methodNotAllowed({ method: 'CONNECT', url }, of.length > 0 ? of : [...methods].toSorted()));
    socket.destroy();
  });
}

/** 405; `allowed` are the methods that the path has. */
export function methodNotAllowed(
  { method, url }: Pick<FastifyRequest, 'method' | 'url'>,
  allowed: readonly string[],
): ApiError {
  const path = url.split('?', 1)[0] ?? '';
  const list = allowed.join(', ');
  const message = `${method} is not allowed on ${path} (allowed: ${list})`;
  return new ApiError('method_not_allowed', message, {}, { allow: list });
}
