import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { offeredScopes } from '../auth/oauth/challenge.js';
import { toApiError } from '../http/error-filter.js';
import { checkOrigin } from '../mcp/origin-check.js';
import type { AuthorizationCodes } from './authorization-codes.js';
import { consentLink } from './authorize-link.js';
import { resourceMetadata, serverMetadata } from './metadata.js';
import type { OAuthClients } from './oauth-clients.js';
import { OAuthError } from './oauth-error.js';
import type { OAuthLimits } from './oauth-limits.js';
import { oauthPaths, type OAuthUrls } from '../auth/oauth/oauth-urls.js';
import { readParameters } from './parameters.js';
import type { RefreshTokens } from './refresh-tokens.js';
import { parseRegistration } from './registration-request.js';
import { checkToken, required } from './token-request.js';

const bodyLimit = 32_768;
const methods = 'GET, POST';

interface Parts {
  urls: OAuthUrls;
  settings: Pick<Settings, 'mcp' | 'oauth'>;
  clients: OAuthClients;
  codes: AuthorizationCodes;
  refreshTokens: RefreshTokens;
  limits: OAuthLimits;
}

/**
 * The authorization server of OAuth 2.1 that MCP asks for, and the metadata of what it protects. The SDK has helpers for the
 * latter only. Errors have OAuth's shape. Web pages may use it where they may use `/mcp`.
 */
export async function mountOAuth(fastify: FastifyInstance, parts: Parts): Promise<void> {
  const { urls, settings } = parts;
  const scopes = offeredScopes(settings);
  const allowedOrigins = new Set(settings.mcp.allowedOrigins);
  const logger = new Logger('oauth');
  const documents = new Map([
    [oauthPaths.resourceMetadata, resourceMetadata(urls, scopes)],
    [`${oauthPaths.resourceMetadata}${oauthPaths.resource}`, resourceMetadata(urls, scopes)],
    [oauthPaths.serverMetadata, serverMetadata(urls, scopes)],
  ]);

  await fastify.register((scope, _options, done) => {
    respondWithOAuthErrors(scope, logger);
    scope.addHook('onRequest', (request, reply, checked) => {
      checkOrigin(allowedOrigins, request, reply, methods);
      checked();
    });
    for (const [path, document] of documents) scope.get(path, () => document);
    scope.post(oauthPaths.register, { bodyLimit }, async (request, reply) => {
      await parts.limits.countRegistration(request);
      return reply
        .status(201)
        .send(await parts.clients.register(parseRegistration(request.body, settings.oauth.redirectHosts)));
    });
    for (const path of [...documents.keys(), oauthPaths.register, oauthPaths.token, oauthPaths.revoke]) {
      scope.options(path, (_request, reply) => reply.status(204).send());
    }
    scope.register((forms, _formOptions, formsDone) => {
      mountForms(forms, parts);
      formsDone();
    });
    done();
  });
  // A page of the dashboard asks the user. Pages of other sites may lead to it, but not read it.
  fastify.get(oauthPaths.authorize, (request, reply) => reply.redirect(consentLink(queryIn(request)), 303));
}

const queryIn = ({ url }: FastifyRequest): string => url.slice(url.indexOf('?') + 1 || url.length);

/** The calls whose body is a form (RFC 6749, 3.2). */
function mountForms(scope: FastifyInstance, { urls, codes, refreshTokens, limits }: Parts): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, text, parsed) => {
      parsed(null, text);
    },
  );
  scope.addContentTypeParser('*', (_request, _payload, parsed) => {
    const expected = 'expected a body with content-type: application/x-www-form-urlencoded';
    parsed(new OAuthError('invalid_request', expected, 415));
  });
  const read = (request: FastifyRequest): ReadonlyMap<string, string> => {
    const parameters = readParameters(typeof request.body === 'string' ? request.body : '');
    checkToken(parameters, request.headers.authorization, urls);
    return parameters;
  };
  scope.post(oauthPaths.token, (request) =>
    limits.countRefusals(request, async () => {
      const parameters = read(request);
      const client_id = required(parameters, 'client_id');
      switch (required(parameters, 'grant_type')) {
        case 'authorization_code':
          return codes.exchange({
            client_id,
            code: required(parameters, 'code'),
            verifier: required(parameters, 'code_verifier'),
            redirect_uri: parameters.get('redirect_uri'),
          });
        case 'refresh_token':
          return refreshTokens.refresh(required(parameters, 'refresh_token'), client_id);
        default:
          throw new OAuthError('unsupported_grant_type', 'expected authorization_code or refresh_token');
      }
    }),
  );
  scope.post(oauthPaths.revoke, (request, reply) =>
    limits.countRefusals(request, async () => {
      const parameters = read(request);
      await refreshTokens.revoke(required(parameters, 'token'), required(parameters, 'client_id'));
      return reply.status(200).send();
    }),
  );
}

function respondWithOAuthErrors(scope: FastifyInstance, logger: Logger): void {
  scope.setErrorHandler((error, request, reply: FastifyReply) => {
    const known = error instanceof OAuthError ? error : OAuthError.of(toApiError(error, request));
    if (known.code === 'server_error') logger.error({ err: error, request_id: request.id }, known.message);
    void reply.status(known.status).headers(known.headers).send(known.body);
  });
}
