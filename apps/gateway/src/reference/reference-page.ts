import { createHash } from 'node:crypto';
import scalar, { type ApiReferenceConfiguration } from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';

const path = '/docs';

/** The page asks nobody but its own host: no fonts, no telemetry, no proxy, nothing that sends the document elsewhere. */
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

/** The reference of the API, to be read and tried in a browser. */
export async function mountReference(fastify: FastifyInstance): Promise<void> {
  await fastify.register(async (scope) => {
    scope.addHook('onSend', (_request, reply, payload, done) => {
      if (typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html')) {
        void reply.header('content-security-policy', pagePolicy(payload));
      }
      done(null, payload);
    });
    await scope.register(scalar, { routePrefix: path, configuration });
  });
}

/** Its own scripts and no others; styles that they make. */
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
