import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import type { Access, Settings } from '@postrider/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';
import { requireOwnPage } from '../http/foreign-page.js';
import { readCookie } from './cookies.js';
import { Sessions, signedOut } from './sessions.js';
import { SETTINGS } from '../tokens.js';
import { ApiKeys } from './api-keys.js';
import type { Caller } from './caller.js';
import { countedCall } from './counted-call.js';
import { KeyUses } from './key-uses.js';
import { ManagementRateLimit } from './rate-limit.js';

/** On every 401 (RFC 9110, 11.6.1). */
const challenge = { 'www-authenticate': 'Bearer realm="Postrider"' };

/**
 * Checks each operation's bearer key, or the dashboard's session, and what it may do, and counts management calls
 * (conventions, Authentication).
 * A hook of Fastify's and not a guard of Nest's: guards run after the body has been read and parsed, and nothing is to
 * be read of a call that is refused anyway.
 */
@Injectable()
export class AccessCheck {
  constructor(
    private readonly keys: ApiKeys,
    private readonly uses: KeyUses,
    private readonly sessions: Sessions,
    private readonly rateLimit: ManagementRateLimit,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Must come before the first route. */
  guard(fastify: FastifyInstance): void {
    fastify.decorateRequest('caller', null);
    fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply) => this.#check(request, reply));
  }

  async #check(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // Fastify would read the body of what has no route, too.
    if (request.is404) throw new NotFoundException();
    const { operation } = request.routeOptions.config;
    if (!operation) return;
    const token = this.#sessionToken(request, operation.access);
    const caller =
      token === undefined ? await this.identify(request, operation.access) : await this.#signedIn(request, token);
    request.caller = caller;
    if (operation.access !== 'publish' && !countedCall.getStore()) await this.rateLimit.count(caller, reply);
  }

  /** For a route without an operation that a management key may use: 401, 403 or 429 as for a management call. */
  async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.rateLimit.count(await this.identify(request, 'management'), reply);
  }

  /** Whose key a request has. 401 without a valid one, 403 with one that may not do this. */
  async identify(request: FastifyRequest, access: Access): Promise<Caller> {
    const key = bearer(request.headers.authorization);
    const publishing = access === 'publish';
    const caller = await (publishing ? this.keys.findRecent(key) : this.keys.find(key));
    if (!caller) throw new ApiError('invalid_api_key', 'the API key is unknown or revoked', {}, challenge);
    this.uses.note(caller.credential);
    if (!publishing && caller.kind !== 'management') {
      throw new ApiError(
        'key_not_permitted',
        'a project key can only publish events; this call needs a management key',
      );
    }
    return caller;
  }

  /** The dashboard manages and does not publish. Whoever sends a key means the key. */
  #sessionToken(request: FastifyRequest, access: Access): string | undefined {
    const isOn = this.settings.POSTRIDER_DASHBOARD_ENABLED === 'true';
    if (!isOn || access === 'publish' || request.headers.authorization !== undefined) return undefined;
    return readCookie(request, 'session', this.settings);
  }

  async #signedIn(request: FastifyRequest, token: string): Promise<Caller> {
    requireOwnPage(request);
    const session = await this.sessions.find(token);
    if (!session) throw signedOut();
    if (session.key) this.uses.note(session.key.id);
    return { organization_id: session.organization.id, credential: session.id, kind: 'management' };
  }
}

function bearer(header: string | undefined): string {
  const [, key] = /^Bearer +(\S+) *$/i.exec(header ?? '') ?? [];
  if (key === undefined) {
    throw new ApiError('missing_api_key', 'expected a header "Authorization: Bearer <API key>"', {}, challenge);
  }
  return key;
}
