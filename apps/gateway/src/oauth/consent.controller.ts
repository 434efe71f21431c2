import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import {
  OAuthDecision,
  type OAuthConsent,
  type OAuthRedirect,
  type OAuthScope,
  type Settings,
} from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { AccessCheck } from '../auth/access/access-check.js';
import { ApiError, validationFailed } from '../http/api-error.js';
import { validated } from '../http/operation-route.js';
import { SETTINGS } from '../tokens.js';
import { AuthorizationCodes } from './authorization-codes.js';
import { parseAuthorization, type AuthorizationRequest } from './authorization-request.js';
import { queryOf } from './authorize-link.js';
import { OAuthClients, type OAuthClient } from './oauth-clients.js';
import { offeredScopes } from '../auth/oauth/challenge.js';
import { oauthUrls, type OAuthUrls } from '../auth/oauth/oauth-urls.js';
import { describeRedirect, isPermitted, isRegistered, withParameters } from './redirect-uri.js';

const Shown = z.strictObject({ request: OAuthDecision.shape.request });

interface Asked {
  asked: AuthorizationRequest;
  client: OAuthClient;
}

/**
 * For the consent page alone, with the session of the dashboard: no operations of the API. Every call checks the whole
 * request again, and nothing is stored before the user has allowed it.
 */
@Controller('oauth/consent')
export class ConsentController {
  readonly #urls: OAuthUrls | undefined;
  readonly #offered: readonly OAuthScope[];

  constructor(
    private readonly access: AccessCheck,
    private readonly clients: OAuthClients,
    private readonly codes: AuthorizationCodes,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'dashboard' | 'http' | 'mcp' | 'oauth'>,
  ) {
    this.#urls = oauthUrls(settings);
    this.#offered = offeredScopes(settings);
  }

  @Get()
  async show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<OAuthConsent> {
    const urls = this.#requireUrls(request);
    const { organization } = await this.access.requireSession(request, reply);
    const { asked, client } = await this.#asked(validated(Shown, request.query).request, urls);
    return {
      organization,
      client: { name: client.name, redirect: describeRedirect(asked.redirect_uri) },
      scopes: [...asked.scopes],
    };
  }

  @Post()
  @HttpCode(200)
  async decide(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OAuthRedirect> {
    const urls = this.#requireUrls(request);
    const { organization, key } = await this.access.requireSession(request, reply);
    const { request: link, organization_id, decision } = validated(OAuthDecision, request.body);
    // Another tab may have signed in to another organization since the page was shown.
    if (organization_id !== organization.id) {
      throw validationFailed([
        { field: 'organization_id', message: 'expected that of the session: load the page again' },
      ]);
    }
    const { asked, client } = await this.#asked(link, urls);
    const { redirect_uri, state } = asked;
    const redirect = (parameters: Readonly<Record<string, string>>): OAuthRedirect => ({
      redirect_to: withParameters(redirect_uri, { ...parameters, state, iss: urls.issuer }),
    });
    if (decision === 'deny') return redirect({ error: 'access_denied' });
    if (!asked.scopes.includes(decision)) {
      throw validationFailed([{ field: 'decision', message: 'is more than the client has asked for' }]);
    }
    const allowed = { organization_id, key_id: key?.id ?? null, scope: decision };
    return redirect({ code: await this.codes.make(asked, client, allowed) });
  }

  #requireUrls({ method }: FastifyRequest): OAuthUrls {
    if (!this.#urls) throw new ApiError('route_not_found', `there is no ${method} /oauth/consent: OAuth is off`);
    return this.#urls;
  }

  /** Throws ApiError 422. */
  async #asked(link: string, urls: OAuthUrls): Promise<Asked> {
    const query = queryOf(link);
    if (query === undefined) throw validationFailed([{ field: 'request', message: 'expected a link of /authorize' }]);
    const asked = parseAuthorization(query, { urls, offered: this.#offered });
    const client = await this.clients.find(asked.client_id);
    if (!client) {
      const message = 'is not registered here, or its registration has ended: connect again in the client';
      throw validationFailed([{ field: 'client_id', message }]);
    }
    const { redirectHosts } = this.settings.oauth;
    if (!isRegistered(client.redirect_uris, asked.redirect_uri) || !isPermitted(asked.redirect_uri, redirectHosts)) {
      throw validationFailed([
        { field: 'redirect_uri', message: 'is not one that the client has registered and this server permits' },
      ]);
    }
    return { asked, client };
  }
}
