import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import newRouter, { type HTTPMethod } from 'find-my-way';
import { ApiError } from './api-error.js';
import { respondRaw } from './unparsable-request.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route refuses its method itself after other checks. `Allow` does not list it. */
    refusesMethod?: boolean;
  }
}

/**
 * Responds 405 with `Allow` to a method that a path does not have, and 204 with `Allow` to OPTIONS. Fastify has a router
 * per method and would respond 404. Must run before the first route is added.
 */
export function handleOtherMethods(fastify: FastifyInstance, { maxParamLength }: { maxParamLength: number }): void {
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
  // Without a listener Node closes the connection of a CONNECT. Its target is a host instead of a path.
  fastify.server.on('connect', ({ url = '' }, socket) => {
    const of = allowed(url);
    respondRaw(socket, methodNotAllowed({ method: 'CONNECT', url }, of.length > 0 ? of : [...methods].toSorted()));
    socket.destroy();
  });
}

/** 405 with the methods of the path. */
export function methodNotAllowed(
  { method, url }: Pick<FastifyRequest, 'method' | 'url'>,
  allowed: readonly string[],
): ApiError {
  const path = url.split('?', 1)[0] ?? '';
  const list = allowed.join(', ');
  const message = `${method} is not allowed on ${path} (allowed: ${list})`;
  return new ApiError('method_not_allowed', message, {}, { allow: list });
}
