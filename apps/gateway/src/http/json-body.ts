import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';
import { exceedsDepth } from './json-depth.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** See rawBody. */
    rawJson: string;
  }
}

/** The request body as it came; empty where there was none. */
export const rawBody = ({ rawJson }: FastifyRequest): string => rawJson;

/** Parses JSON bodies and keeps their text; an empty body counts as none. */
export function acceptJson(fastify: FastifyInstance, { maxDepth }: { maxDepth: number }): void {
  fastify.decorateRequest('rawJson', '');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text.trim() === '') {
      done(null, undefined);
      return;
    }
    try {
      const value = parseJson(text, { maxDepth, what: 'the request body' });
      request.rawJson = text;
      done(null, value);
    } catch (error) {
      done(error as ApiError);
    }
  });
}

/** The value of JSON text. Throws ApiError 400 for what is not JSON or too deep, in which `what` names the text. */
export function parseJson(text: string, { maxDepth, what }: { maxDepth: number; what: string }): unknown {
  if (exceedsDepth(text, maxDepth)) {
    throw new ApiError('malformed_body', `${what} is nested deeper than ${String(maxDepth)} levels`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it cannot be read';
    throw new ApiError('malformed_body', `${what} is not valid JSON: ${reason}`);
  }
}
