import { isUtf8 } from 'node:buffer';
import type { Settings } from '@postrider/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';
import { exceededLimit, type ShapeLimits } from './json-shape.js';
import { Turns } from './turns.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The text of the body; empty without a body. */
    rawJson: string;
  }
}

const byteOrderMark = '\ufeff';
/** A body above it takes a few hundred microseconds to parse and to validate. */
const largeBytes = 16 * 1_024;

type BodyLimits = Pick<Settings['http'], 'jsonMaxDepth' | 'bodyMaxMembers' | 'publishMaxMembers'>;

/**
 * Parses JSON bodies and keeps their text. An empty body counts as none. A body that is not UTF-8 or begins with a byte
 * order mark (RFC 8259, 8.1) gets ApiError 400, since decoding it would change bytes.
 */
export function acceptJson(fastify: FastifyInstance, settings: BodyLimits): void {
  fastify.decorateRequest('rawJson', '');
  fastify.removeAllContentTypeParsers();
  const largeBodies = new Turns();
  const parse = (request: FastifyRequest, bytes: Buffer): unknown => {
    const text = decoded(bytes);
    if (text.trim() === '') return undefined;
    const isPublishing = request.routeOptions.config.operation?.access === 'publish';
    // The data of an event may have many members.
    const maxMembers = isPublishing ? settings.publishMaxMembers : settings.bodyMaxMembers;
    const value = parseJson(text, { maxDepth: settings.jsonMaxDepth, maxMembers, name: 'the request body' });
    request.rawJson = text;
    return value;
  };
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const respond = (): void => {
      let value: unknown;
      try {
        value = parse(request, bytes);
      } catch (error) {
        done(error as ApiError);
        return;
      }
      done(null, value);
    };
    // However many large bodies arrive at once, small calls wait for one of them at a time.
    if (bytes.length > largeBytes) {
      largeBodies.take(respond);
    } else {
      largeBodies.noteOther();
      respond();
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
