import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';
import { beyondLimits, type ShapeLimits } from './json-shape.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** See rawBody. */
    rawJson: string;
  }
}

/** The request body as it came; empty where there was none. */
export const rawBody = ({ rawJson }: FastifyRequest): string => rawJson;

export interface BodyLimits extends ShapeLimits {
  /** Instead of `maxMembers` where events are published: their data may have many. */
  readonly maxPublishedMembers: number;
}

/** Parses JSON bodies and keeps their text; an empty body counts as none. */
export function acceptJson(fastify: FastifyInstance, { maxDepth, maxMembers, maxPublishedMembers }: BodyLimits): void {
  fastify.decorateRequest('rawJson', '');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text.trim() === '') {
      done(null, undefined);
      return;
    }
    try {
      const isPublishing = request.routeOptions.config.operation?.access === 'publish';
      const limits = { maxDepth, maxMembers: isPublishing ? maxPublishedMembers : maxMembers };
      const value = parseJson(text, { ...limits, what: 'the request body' });
      request.rawJson = text;
      done(null, value);
    } catch (error) {
      done(error as ApiError);
    }
  });
}

/** The value of JSON text. Throws ApiError 400 for what is not JSON or too much, in which `what` names the text. */
export function parseJson(text: string, { what, ...limits }: ShapeLimits & { what: string }): unknown {
  const beyond = beyondLimits(text, limits);
  if (beyond === 'maxDepth') {
    throw new ApiError('malformed_body', `${what} is nested deeper than ${String(limits.maxDepth)} levels`);
  }
  if (beyond === 'maxMembers') {
    const members = `${String(limits.maxMembers)} members, arrays and objects`;
    throw new ApiError('malformed_body', `${what} has more than ${members} (eight elements count as one)`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it cannot be read';
    throw new ApiError('malformed_body', `${what} is not valid JSON: ${reason}`);
  }
}
