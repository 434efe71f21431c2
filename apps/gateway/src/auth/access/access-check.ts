import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import type { Access, Actor, Operation, Settings } from '@postrider/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../../http/api-error.js';
import { requireDashboardPage } from '../../http/cross-site.js';
import { readCookie } from '../sessions/cookies.js';
import { Sessions, signedOut, type FoundSession } from '../sessions/sessions.js';
import { SETTINGS } from '../../tokens.js';
import { Cors } from '../../browser-origins/cors.js';
import { ApiKeys } from '../keys/api-keys.js';
import type { Caller } from '../../http/caller.js';
import { internalCall } from '../internal-call.js';
import { KeyUses } from '../keys/key-uses.js';
import { ManagementRateLimit } from '../limits/management-rate-limit.js';
import { AccessTokens, isAccessToken } from '../oauth/access-tokens.js';
import { isPortalToken, PortalSessions, type FoundPortalSession } from '../portal/portal-sessions.js';

/** On every 401 (RFC 9110, 11.6.1). */
const challenge = { 'www-authenticate': 'Bearer realm="Postrider"' };

/**
 * Authenticates each operation by its API key, the dashboard's session, or the token of a portal session, authorizes it,
 * and counts management calls. An access token of OAuth is made for `/mcp`: it opens operations from there only.
 * It is a hook of Fastify instead of a guard of Nest, because guards run after the body is read and parsed.
 */
@Injectable()
export class AccessCheck {
  constructor(
    private readonly keys: ApiKeys,
    private readonly uses: KeyUses,
    private readonly sessions: Sessions,
    private readonly portalSessions: PortalSessions,
    private readonly accessTokens: AccessTokens,
    private readonly rateLimit: ManagementRateLimit,
    private readonly cors: Cors,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'dashboard' | 'portal'>,
  ) {}

  /** Must run before the first route is added. */
  addTo(fastify: FastifyInstance): void {
    fastify.decorateRequest('caller', null);
    fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply) => this.#check(request, reply));
  }

  async #check(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // Fastify would read the body of an unrouted request too.
    if (request.is404) throw new NotFoundException();
    const { operation } = request.routeOptions.config;
    if (!operation) return;
    const token = this.#sessionToken(request);
    const caller =
      token === undefined ? await this.#bearer(request, reply, operation) : await this.#signedIn(request, token);
    request.caller = caller;
    const isLimited = operation.access !== 'publish' || token !== undefined;
    if (isLimited && !internalCall.getStore()) await this.rateLimit.count(caller, reply);
  }

  /** For `/mcp`: a management key or an access token. Throws ApiError 401, 403 or 429 as for a management call. */
  async requireAgent(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const token = bearer(request.headers.authorization);
    const caller = isAccessToken(token)
      ? await this.#connected(token)
      : await this.#identify(request, reply, token, 'management');
    await this.rateLimit.count(caller, reply);
    return caller;
  }

  /** For the consent page, with the session of the dashboard. Throws ApiError 401, 403 or 429. */
  async requireSession(request: FastifyRequest, reply: FastifyReply): Promise<FoundSession> {
    requireDashboardPage(request);
    const token = readCookie(request, 'session', this.settings);
    const session = token === undefined ? undefined : await this.sessions.find(token);
    if (!session) throw signedOut();
    await this.rateLimit.count(sessionCaller(session), reply);
    return session;
  }

  /** For a route without an operation. Throws ApiError 401, 403 or 429 as for a management call. */
  async requireManagementKey(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const key = bearer(request.headers.authorization);
    const caller = await this.#identify(request, reply, key, 'management');
    await this.rateLimit.count(caller, reply);
    return caller;
  }

  /** For the page of the portal, which asks for its own session. Throws ApiError 401 or 429. */
  async requirePortalSession(request: FastifyRequest, reply: FastifyReply): Promise<FoundPortalSession> {
    const session = await this.#portalSession(request, reply, bearer(request.headers.authorization));
    await this.rateLimit.count(portalCaller(session), reply);
    return session;
  }

  async #bearer(request: FastifyRequest, reply: FastifyReply, operation: Operation): Promise<Caller> {
    const token = bearer(request.headers.authorization);
    if (isAccessToken(token)) return this.#fromAgent(token, operation);
    if (!isPortalToken(token)) return this.#identify(request, reply, token, operation.access);
    const session = await this.#portalSession(request, reply, token);
    const { portal: capability } = operation;
    if (capability === undefined) {
      throw new ApiError('portal_not_permitted', 'a portal session cannot use this operation');
    }
    if (!session.capabilities.has(capability)) {
      throw new ApiError('portal_not_permitted', `this portal session lacks the capability "${capability}"`);
    }
    return portalCaller(session);
  }

  async #fromAgent(token: string, { method }: Operation): Promise<Caller> {
    if (!internalCall.getStore()) {
      throw new ApiError(
        'invalid_access_token',
        'an access token opens /mcp only; this call needs a key',
        {},
        challenge,
      );
    }
    const caller = await this.#connected(token);
    if (caller.oauth?.scope !== 'manage' && method !== 'GET') {
      throw new ApiError('insufficient_scope', 'this grant has the scope "read"; the call needs "manage"');
    }
    return caller;
  }

  /** The client of an OAuth grant. Throws ApiError 401. */
  async #connected(token: string): Promise<Caller> {
    const found = await this.accessTokens.find(token);
    if (!found) {
      throw new ApiError('invalid_access_token', 'the access token is unknown or has expired', {}, challenge);
    }
    const { organization_id, key_id, grant_id: oauth_grant_id, ...oauth } = found;
    return {
      organization_id,
      credential: oauth_grant_id,
      kind: 'management',
      actor: {
        via: 'mcp',
        key_id,
        oauth_grant_id,
        ...(oauth.client_name !== null && { oauth_client_name: oauth.client_name }),
      },
      oauth: { grant_id: oauth_grant_id, ...oauth },
    };
  }

  async #portalSession(request: FastifyRequest, reply: FastifyReply, token: string): Promise<FoundPortalSession> {
    const session = this.settings.portal.enabled ? await this.portalSessions.find(token) : undefined;
    await this.cors.allow(request, reply, session);
    if (!session)
      throw new ApiError('portal_session_ended', 'the portal session is over or was revoked', {}, challenge);
    return session;
  }

  /** Throws ApiError 401 without a valid key, 403 with one that may not do this. */
  async #identify(request: FastifyRequest, reply: FastifyReply, key: string, access: Access): Promise<Caller> {
    const publishing = access === 'publish';
    const caller = await (publishing ? this.keys.findCached(key) : this.keys.find(key));
    await this.cors.allow(request, reply, caller);
    if (!caller) throw new ApiError('invalid_api_key', 'the API key is unknown or revoked', {}, challenge);
    this.uses.note(caller.credential);
    if (!publishing && caller.kind !== 'management') {
      throw new ApiError(
        'key_not_permitted',
        'a project key can only publish events; this call needs a management key',
      );
    }
    return publishing ? caller : { ...caller, actor: { via: clientOf(request), key_id: caller.credential } };
  }

  /** A key in the request takes precedence over a cookie. */
  #sessionToken(request: FastifyRequest): string | undefined {
    const isOn = this.settings.dashboard.enabled;
    if (!isOn || request.headers.authorization !== undefined) return undefined;
    return readCookie(request, 'session', this.settings);
  }

  async #signedIn(request: FastifyRequest, token: string): Promise<Caller> {
    requireDashboardPage(request);
    const session = await this.sessions.find(token);
    if (!session) throw signedOut();
    if (session.key) this.uses.note(session.key.id);
    return sessionCaller(session);
  }
}

const sessionCaller = ({ id, organization, key }: FoundSession): Caller => ({
  organization_id: organization.id,
  credential: id,
  kind: 'management',
  actor: { via: 'dashboard', key_id: key?.id ?? null },
});

function portalCaller({ session_id, organization_id, customer, capabilities }: FoundPortalSession): Caller {
  return {
    organization_id,
    credential: session_id,
    kind: 'management',
    actor: { via: 'portal', key_id: null, portal_session_id: session_id },
    portal: { session_id, organization_id, customer, capabilities },
  };
}

/** The gateway calls itself for agents. The command line and the MCP server on an agent's machine name themselves. */
function clientOf({ headers }: FastifyRequest): Actor['via'] {
  if (internalCall.getStore()) return 'mcp';
  const [, client] = /^postrider-(cli|mcp)\//.exec(headers['user-agent'] ?? '') ?? [];
  return client === 'cli' || client === 'mcp' ? client : 'api';
}

function bearer(header: string | undefined): string {
  const [, key] = /^Bearer +(\S+) *$/i.exec(header ?? '') ?? [];
  if (key === undefined) {
    throw new ApiError('missing_api_key', 'expected a header "Authorization: Bearer <API key>"', {}, challenge);
  }
  return key;
}
