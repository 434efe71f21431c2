import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';
import { exceedsDepth } from './json-depth.js';

const rawBodies = new WeakMap<FastifyRequest, string>();

/** The request body as it came; empty where there was none. */
export const rawBody = (request: FastifyRequest): string => rawBodies.get(request) ?? '';

/** Parses JSON bodies and keeps their text; an empty body counts as none. */
export function acceptJson(fastify: FastifyInstance, { maxDepth }: { maxDepth: number }): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text.trim() === '') {
      done(null, undefined);
      return;
    }
    try {
      if (exceedsDepth(text, maxDepth)) {
        throw new ApiError('malformed_body', `the request body is nested deeper than ${String(maxDepth)} levels`);
      }
      const value: unknown = JSON.parse(text);
      rawBodies.set(request, text);
      done(null, value);
    } catch (error) {
      done(error instanceof ApiError ? error : malformed(error));
    }
  });
}

function malformed(error: unknown): ApiError {
  const reason = error instanceof SyntaxError ? error.message : 'it cannot be read';
  return new ApiError('malformed_body', `the request body is not valid JSON: ${reason}`);
}
