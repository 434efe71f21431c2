import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';

/**
 * For `http.createServer`. Node's own refusal of a request without Host has no error body; the hook below has one. The
 * parser is strict whatever flags the process has.
 */
export const parserOptions = { requireHostHeader: false, insecureHTTPParser: false } as const;

/** Node keeps the first of repeated headers, or joins them. A proxy may have used the other one. */
const singleHeaders = new Set(['host', 'authorization', 'content-type', 'idempotency-key', 'origin', 'sec-fetch-site']);

/** Refuses requests that a proxy may have read differently. Ignores unknown expectations (RFC 9110, 10.1.1). */
export function refuseAmbiguousRequests(fastify: FastifyInstance): void {
  fastify.server.on('checkExpectation', (request, response) => {
    fastify.server.emit('request', request, response);
  });
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const problem = problemOf(request.raw);
    if (problem === undefined) {
      done();
      return;
    }
    // The end of the request is uncertain.
    void reply.header('connection', 'close');
    done(new ApiError('malformed_body', `the request is not valid HTTP: ${problem}`));
  });
}

function problemOf({ httpVersion, headers, rawHeaders }: IncomingMessage): string | undefined {
  if (httpVersion === '1.1' && headers.host === undefined) return 'it has no Host header';
  const seen: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? '';
    if (!singleHeaders.has(name)) continue;
    if (seen.includes(name)) return `it has two ${rawHeaders[i] ?? ''} headers`;
    seen.push(name);
  }
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return undefined;
  if (httpVersion === '1.0') return 'HTTP/1.0 has no Transfer-Encoding';
  // The parser also accepts `gzip, chunked`, and leaves the body compressed.
  return coding.toLowerCase() === 'chunked' ? undefined : 'its Transfer-Encoding is not "chunked"';
}
