import { createHash } from 'node:crypto';
import type { ApiReferenceConfiguration } from '@scalar/fastify-api-reference';
import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { respondWithApiErrors } from '../http/error-filter.js';

const path = '/docs';
const notFound = 404;

/** The page loads nothing from other hosts and sends nothing to them. */
const configuration: Partial<ApiReferenceConfiguration> = {
  pageTitle: 'Postrider API',
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  persistAuth: false,
  authentication: { preferredSecurityScheme: 'managementKey' },
  defaultOpenFirstTag: false,
};

/** Serves the API reference as a page. Its library is 5 MB of script, so it is loaded with the first request. */
export async function mountReference(fastify: FastifyInstance): Promise<void> {
  await fastify.register((scope, _options, done) => {
    respondWithApiErrors(scope, new Logger('reference'));
    addRoutes(scope);
    done();
  });
}

function addRoutes(scope: FastifyInstance): void {
  let loading: Promise<FastifyInstance> | undefined;
  for (const url of [path, `${path}/*`]) {
    scope.get(url, async (request, reply) => {
      const reference = await (loading ??= load());
      const { statusCode, headers, payload } = await reference.inject(request.url);
      if (statusCode === notFound) {
        reply.callNotFound();
        return reply;
      }
      const type = headers['content-type'];
      if (type?.startsWith('text/html')) void reply.header('content-security-policy', pagePolicy(payload));
      if (headers.location !== undefined) void reply.header('location', headers.location);
      return reply.status(statusCode).header('content-type', type).send(payload);
    });
  }
}

async function load(): Promise<FastifyInstance> {
  const [{ default: fastify }, { default: scalar }] = await Promise.all([
    import('fastify'),
    import('@scalar/fastify-api-reference'),
  ]);
  const reference = fastify();
  await reference.register(scalar, { routePrefix: path, configuration });
  return reference;
}

/** Allows the page's own scripts only, and the inline styles that they add. */
function pagePolicy(page: string): string {
  const inline = Array.from(page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g), ([, code = '']) => code);
  const hashes = inline.map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`);
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes].join(' '),
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
