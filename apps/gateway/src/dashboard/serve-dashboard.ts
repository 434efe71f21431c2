import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';

/** What `apps/dashboard` is built to, beside this app: no program of ours, so nothing imports it. */
const built = fileURLToPath(new URL('../../../dashboard/dist', import.meta.url));
const start = 'index.html';

/** Paths that the page shows something for; it is one file, which looks at its own address. */
const pages = [
  '/',
  ...['/sign-in', '/overview', '/endpoints', '/deliveries', '/bulk', '/events', '/event-types', '/keys'].flatMap(
    (path) => [path, `${path}/*`],
  ),
];

/** The page asks nobody but its own host. Its components write style attributes. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The dashboard, to be opened in a browser; where it was not built, its pages say so. */
export async function serveDashboard(fastify: FastifyInstance, folder = built): Promise<void> {
  const isBuilt = existsSync(join(folder, start));
  await fastify.register(async (scope) => {
    if (isBuilt) {
      await scope.register(files, {
        root: folder,
        // A route for each file there is: whatever else is asked for gets the API's 404.
        wildcard: false,
        index: false,
        preCompressed: true,
        cacheControl: false,
        setHeaders: (reply, path) => {
          void reply.header('cache-control', cacheControl(folder, path));
          if (path.includes('.html')) void reply.header('content-security-policy', pagePolicy);
        },
      });
    }
    for (const page of pages) scope.get(page, isBuilt ? showPage : sayNotBuilt);
  });
}

const showPage = (_request: FastifyRequest, reply: FastifyReply): FastifyReply => reply.sendFile(start);

function sayNotBuilt({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = url.split('?', 1)[0] ?? '';
  const missing = new ApiError('route_not_found', `there is no ${method} ${path}: the dashboard was not built here`);
  return reply.status(missing.status).send(missing.body);
}

/** Names of assets change with what is in them; everything else is asked for again. */
const cacheControl = (folder: string, path: string): string =>
  path.startsWith(join(folder, 'assets') + sep) ? 'public, max-age=31536000, immutable' : 'no-cache';
