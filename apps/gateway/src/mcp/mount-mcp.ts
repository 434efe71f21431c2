import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { McpHttp } from '@postrider/mcp';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { AccessCheck } from '../auth/access/access-check.js';
import { ApiError } from '../http/api-error.js';
import { callerOf } from '../http/caller.js';
import { respondWithApiErrors } from '../http/error-filter.js';
import { validated } from '../http/operation-route.js';
import { methodNotAllowed } from '../http/other-methods.js';
import { challengeOf, offeredScopes } from '../auth/oauth/challenge.js';
import { oauthUrls } from '../auth/oauth/oauth-urls.js';
import { callInside } from './call-inside.js';
import { checkOrigin } from './origin-check.js';

const mcpPath = '/mcp';

/** A client can ask for read-only tools (`/mcp?read_only=true`). It cannot ask for more than the gateway allows. */
const Query = z.strictObject({ read_only: z.enum(['true', 'false']).default('false') });

/**
 * Serves MCP's Streamable HTTP at `/mcp` without sessions, so any gateway can serve any request. Tools call the API in
 * this process with the caller's key or access token. Returns a function that closes the MCP servers.
 */
export async function mountMcp(
  fastify: FastifyInstance,
  settings: Pick<Settings, 'dashboard' | 'http' | 'mcp' | 'oauth'>,
  access: AccessCheck,
): Promise<() => Promise<void>> {
  const logger = new Logger('mcp');
  const allowedOrigins = new Set(settings.mcp.allowedOrigins);
  const servers = new Map<boolean, Promise<McpHttp>>();
  // Loaded on first use: most gateways serve no agents.
  const load = async (readOnly: boolean): Promise<McpHttp> => {
    const { mcpHttp } = await import('@postrider/mcp');
    return mcpHttp({
      readOnly,
      callApiAs: (authorization) => callInside(fastify, authorization),
      onError: (error) => {
        logger.debug(error);
      },
    });
  };
  const serverFor = (readOnly: boolean): Promise<McpHttp> => {
    const server = servers.get(readOnly) ?? load(readOnly);
    servers.set(readOnly, server);
    return server;
  };

  const urls = oauthUrls(settings);
  /** Leads clients without a key to the authorization server. */
  const withChallenge = (error: unknown): unknown => {
    if (!urls || !(error instanceof ApiError) || error.status !== 401) return error;
    const isInvalid = error.code !== 'missing_api_key';
    const challenge = challengeOf(urls, { scopes: offeredScopes(settings), isInvalid });
    return new ApiError(error.code, error.message, error.details, { 'www-authenticate': challenge });
  };

  await fastify.register((scope, _options, done) => {
    respondWithApiErrors(scope, logger);
    scope.addHook('onRequest', async (request, reply) => {
      checkOrigin(allowedOrigins, request, reply);
      if (request.method === 'OPTIONS') return;
      request.caller = await access.requireAgent(request, reply).catch((error: unknown) => {
        throw withChallenge(error);
      });
    });
    scope.options(mcpPath, (_request, reply) => reply.status(204).send());
    // There are no sessions and no SSE connections. The hook's CORS headers let pages read the error.
    scope.route({
      method: ['GET', 'DELETE'],
      url: mcpPath,
      config: { refusesMethod: true },
      handler: (request) => {
        throw methodNotAllowed(request, ['OPTIONS', 'POST']);
      },
    });
    scope.route({
      method: 'POST',
      url: mcpPath,
      bodyLimit: Math.min(settings.mcp.bodyMaxBytes, settings.http.bodyMaxBytes),
      handler: async (request, reply) => {
        const { read_only } = validated(Query, request.query);
        const isReader = callerOf(request).oauth?.scope === 'read';
        const server = await serverFor(read_only === 'true' || settings.mcp.readOnly || isReader);
        return reply.send(await server.handle(webRequest(request, reply), request.body ?? null));
      },
    });
    done();
  });
  return async () => {
    for (const server of servers.values()) await (await server).close();
  };
}

/** Converts a request to the Fetch API's, without its body. It aborts when the client disconnects. */
function webRequest({ method, url, headers }: FastifyRequest, reply: FastifyReply): Request {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort();
  });
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new Request(new URL(url, 'http://postrider'), {
    method,
    headers: Object.fromEntries(entries) as Record<string, string>,
    signal: gone.signal,
  });
}
