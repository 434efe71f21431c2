import { isUtf8 } from 'node:buffer';
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

const byteOrderMark = '\ufeff';

export interface BodyLimits extends ShapeLimits {
  /** Instead of `maxMembers` where events are published: their data may have many. */
  readonly maxPublishedMembers: number;
}

/**
 * Parses JSON bodies and keeps their text; an empty body counts as none. ApiError 400 for a body that is not UTF-8, or
 * that begins with a byte order mark (RFC 8259, 8.1): bytes are never replaced.
 */
export function acceptJson(fastify: FastifyInstance, { maxDepth, maxMembers, maxPublishedMembers }: BodyLimits): void {
  fastify.decorateRequest('rawJson', '');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    try {
      const text = decoded(bytes);
      if (text.trim() === '') {
        done(null, undefined);
        return;
      }
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

function decoded(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new ApiError('malformed_body', 'the request body is not valid UTF-8');
  const text = bytes.toString('utf8');
  if (text.startsWith(byteOrderMark)) {
    throw new ApiError('malformed_body', 'the request body begins with a byte order mark; expected JSON without one');
  }
  return text;
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
