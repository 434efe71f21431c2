import { Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { SignInAsOperator, SignInByKey, SignInByLink, type Session, type Settings } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiKeys } from '../keys/api-keys.js';
import { KeyUses } from '../keys/key-uses.js';
import { ApiError } from '../../http/api-error.js';
import { refuseCrossSite, requireDashboardPage } from '../../http/cross-site.js';
import { validated } from '../../http/operation-route.js';
import { SETTINGS } from '../../tokens.js';
import { clearCookie, readCookie, setCookie } from './cookies.js';
import { OperatorSessions } from './operator-sessions.js';
import { Sessions, signedOut } from './sessions.js';
import { SignInLimit } from '../limits/sign-in-limit.js';

/** Signs users in to the dashboard and out. No response has a key or a token; a cookie that scripts cannot read has it. */
@Controller('session')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly operators: OperatorSessions,
    private readonly keys: ApiKeys,
    private readonly uses: KeyUses,
    private readonly limit: SignInLimit,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'dashboard'>,
  ) {}

  @Post()
  @HttpCode(200)
  async signIn(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Session> {
    refuseCrossSite(request);
    const { key } = validated(SignInByKey, request.body);
    const caller = await this.limit.countFailures(request, async () => {
      const found = await this.keys.find(key);
      if (!found) throw new ApiError('invalid_api_key', 'the API key is unknown or revoked');
      if (found.kind !== 'management') {
        throw new ApiError('key_not_permitted', 'a project key publishes events; the dashboard needs a management key');
      }
      return found;
    });
    this.uses.note(caller.credential);
    const token = await this.sessions.beginByKey(caller.organization_id, caller.credential);
    return this.#begun(request, reply, token);
  }

  @Post('link')
  @HttpCode(200)
  async signInByLink(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    refuseCrossSite(request);
    const { token } = validated(SignInByLink, request.body);
    const begun = await this.limit.countFailures(request, async () => {
      const own = await this.sessions.beginByLink(token);
      if (own !== undefined) return own;
      const reason = 'the sign-in link was already used, has expired, or was issued by another server';
      throw new ApiError('invalid_sign_in_link', reason);
    });
    return this.#begun(request, reply, begun);
  }

  @Get()
  async show(@Req() request: FastifyRequest): Promise<Session> {
    return this.#session(request, readCookie(request, 'session', this.settings));
  }

  @Delete()
  @HttpCode(204)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    requireDashboardPage(request);
    const token = readCookie(request, 'session', this.settings);
    if (token !== undefined) await this.sessions.end(token);
    clearCookie(reply, 'session');
    clearCookie(reply, 'operator');
    await this.operators.end(request);
  }

  @Post('operator')
  @HttpCode(204)
  async signInAsOperator(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    refuseCrossSite(request);
    this.#requireOperators(request);
    const { password } = validated(SignInAsOperator, request.body);
    if (!(await this.operators.isPassword(request, password))) {
      throw new ApiError('operator_only', 'the operator password is wrong');
    }
    await this.operators.end(request);
    setCookie(reply, 'operator', await this.operators.begin(), this.settings);
  }

  @Delete('operator')
  @HttpCode(204)
  async signOutOperator(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    requireDashboardPage(request);
    this.#requireOperators(request);
    // Also when Redis is unavailable.
    clearCookie(reply, 'operator');
    await this.operators.end(request);
  }

  /** Ends the browser's earlier session, since no cookie leads to it any more. */
  async #begun(request: FastifyRequest, reply: FastifyReply, token: string): Promise<Session> {
    const before = readCookie(request, 'session', this.settings);
    if (before !== undefined) await this.sessions.end(before);
    setCookie(reply, 'session', token, this.settings);
    return this.#session(request, token);
  }

  async #session(request: FastifyRequest, token: string | undefined): Promise<Session> {
    const found = token === undefined ? undefined : await this.sessions.find(token);
    if (!found) throw signedOut();
    const { id: _, ...session } = found;
    // While Redis is unavailable, the dashboard asks for the password again.
    const isOperator = this.operators.isEnabled ? await this.operators.isByCookie(request).catch(() => false) : null;
    return { ...session, operator: isOperator };
  }

  #requireOperators({ method }: FastifyRequest): void {
    if (!this.operators.isEnabled) {
      throw new ApiError('route_not_found', `there is no ${method} /session/operator: no operator password is set`);
    }
  }
}
