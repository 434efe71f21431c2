import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import files from '@fastify/static';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';
import { respondWithApiErrors } from '../http/error-filter.js';
import { pagePolicy } from './page-policy.js';
import { portalFile, portalPage, type PortalSettingsOf } from './portal-page.js';

const start = 'index.html';

/** Paths of the page. It is one file, which routes by its own address. */
const pages = [
  '/',
  ...[
    '/sign-in',
    '/consent',
    '/endpoints',
    '/customers',
    '/deliveries',
    '/events',
    '/event-types',
    '/keys',
    '/settings',
  ].flatMap((path) => [path, `${path}/*`]),
];

const assetName = /^\w[\w.-]*$/;
const pageHeaders = { 'cache-control': 'no-cache', 'content-security-policy': pagePolicy() };

/** What is served: the dashboard, and the portal if there are settings for it. */
interface Pages {
  dashboard: boolean;
  portal?: PortalSettingsOf | undefined;
}

/** Serves the pages from their build output. If they are not built, they respond 404 with that reason. */
export async function serveDashboard(
  fastify: FastifyInstance,
  folder: string,
  { dashboard, portal }: Pages,
): Promise<void> {
  const isBuilt = existsSync(join(folder, start));
  if (isBuilt && dashboard) showPageInsteadOf404(fastify, await readFile(join(folder, start)));
  await fastify.register(async (scope) => {
    respondWithApiErrors(scope, new Logger('pages'));
    if (isBuilt) {
      await scope.register(files, {
        root: folder,
        // One route per file, so that other paths get the API's 404.
        wildcard: false,
        index: false,
        preCompressed: true,
        globIgnore: ['assets/**', '**/*.{br,gz}', portalFile, ...(dashboard ? [] : [start])],
        cacheControl: false,
        setHeaders: (reply, path) => {
          void reply.header('cache-control', cacheControl(folder, path));
          if (path.includes(start)) void reply.headers(pageHeaders);
        },
      });
      scope.get('/assets/:file', sendAsset);
    }
    for (const page of dashboard ? pages : []) scope.get(page, isBuilt ? showPage : sayNotBuilt);
    if (portal) scope.get('/portal/:organization', isBuilt ? portalPage(portal) : sayNotBuilt);
  });
}

/** A browser is shown the page, which says that there is no such one. Clients of the API get its error. */
function showPageInsteadOf404(fastify: FastifyInstance, page: Buffer): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const isMissing = request.is404 && reply.statusCode === 404 && request.method === 'GET';
    if (!isMissing || isOfApi(request) || !isNavigation(request)) {
      done(null, payload);
      return;
    }
    void reply.headers(pageHeaders).type('text/html; charset=utf-8').removeHeader('content-length');
    done(null, page);
  });
}

const isOfApi = ({ url }: FastifyRequest): boolean => url.startsWith('/manage/');
const isNavigation = ({ headers }: FastifyRequest): boolean => headers.accept?.includes('text/html') === true;

const showPage = (_request: FastifyRequest, reply: FastifyReply): FastifyReply => reply.sendFile(start);

/** There are hundreds, which would take long to register. The plugin responds 403 to some paths, so that names are checked before. */
function sendAsset(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { file } = request.params as { file: string };
  if (assetName.test(file)) return reply.sendFile(`assets/${file}`);
  reply.callNotFound();
  return reply;
}

function sayNotBuilt({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = url.split('?', 1)[0] ?? '';
  const missing = new ApiError('route_not_found', `there is no ${method} ${path}: the dashboard is not built`);
  return reply.status(missing.status).send(missing.body);
}

/** Names of assets change with their content. Browsers revalidate everything else. */
const cacheControl = (folder: string, path: string): string =>
  path.startsWith(join(folder, 'assets') + sep) ? 'public, max-age=31536000, immutable' : 'no-cache';
