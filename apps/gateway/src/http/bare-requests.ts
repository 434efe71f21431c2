import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';

/**
 * For `http.createServer`: two things that Node would refuse by itself, with neither the shape of an error nor headers.
 * A missing Host is refused here instead; an expectation that nobody knows may be ignored (RFC 9110, 10.1.1). The parser
 * is strict whatever flags this process has.
 */
export const bareRequestOptions = { requireHostHeader: false, insecureHTTPParser: false } as const;

/** Of a repeated one Node keeps the first, or joins them: a proxy may have gone by the other. */
const singleHeaders = new Set(['host', 'authorization', 'content-type', 'idempotency-key', 'origin', 'sec-fetch-site']);

export function answerBareRequests(fastify: FastifyInstance): void {
  fastify.server.on('checkExpectation', (request, response) => {
    fastify.server.emit('request', request, response);
  });
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const problem = problemOf(request.raw);
    if (problem === undefined) {
      done();
      return;
    }
    // Where the request ends is in doubt.
    void reply.header('connection', 'close');
    done(new ApiError('malformed_body', `the request is not valid HTTP: ${problem}`));
  });
}

function problemOf({ httpVersion, headers, rawHeaders }: IncomingMessage): string | undefined {
  if (httpVersion === '1.1' && headers.host === undefined) return 'it has no Host header';
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? '';
    if (!singleHeaders.has(name)) continue;
    if (seen.has(name)) return `it has two ${rawHeaders[i] ?? ''} headers`;
    seen.add(name);
  }
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return undefined;
  if (httpVersion === '1.0') return 'HTTP/1.0 has no Transfer-Encoding';
  // The parser takes `gzip, chunked`, too, and would hand over compressed bytes as the body.
  return coding.toLowerCase() === 'chunked' ? undefined : 'expected no other Transfer-Encoding than "chunked"';
}
