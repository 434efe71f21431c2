import { isUtf8 } from 'node:buffer';
import type { Settings } from '@postrider/contracts';
import type { FastifyInstance } from 'fastify';
import { ApiError } from './api-error.js';
import { exceededLimit, type ShapeLimits } from './json-shape.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The text of the body; empty without a body. */
    rawJson: string;
  }
}

const byteOrderMark = '\ufeff';

type BodyLimits = Pick<Settings['http'], 'jsonMaxDepth' | 'bodyMaxMembers' | 'publishMaxMembers'>;

/**
 * Parses JSON bodies and keeps their text. An empty body counts as none. A body that is not UTF-8 or begins with a byte
 * order mark (RFC 8259, 8.1) gets ApiError 400, since decoding it would change bytes.
 */
export function acceptJson(fastify: FastifyInstance, settings: BodyLimits): void {
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
      // The data of an event may have many members.
      const maxMembers = isPublishing ? settings.publishMaxMembers : settings.bodyMaxMembers;
      const value = parseJson(text, { maxDepth: settings.jsonMaxDepth, maxMembers, name: 'the request body' });
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

/** Parses JSON text within limits. Throws ApiError 400 otherwise, with `name` as the subject of its message. */
export function parseJson(text: string, { name, ...limits }: ShapeLimits & { name: string }): unknown {
  const exceeded = exceededLimit(text, limits);
  if (exceeded === 'maxDepth') {
    throw new ApiError('malformed_body', `${name} is nested too deeply (limit ${String(limits.maxDepth)} levels)`);
  }
  if (exceeded === 'maxMembers') {
    const limit = `limit ${String(limits.maxMembers)}, eight elements count as one`;
    throw new ApiError('malformed_body', `${name} has too many members, arrays and objects (${limit})`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it cannot be read';
    throw new ApiError('malformed_body', `${name} is not valid JSON: ${reason}`);
  }
}
