import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { SecretBox } from '@postrider/domain';
import type { DatabaseClock } from '@postrider/event-store';
import type { JobQueues } from '@postrider/queue';
import type { FastifyRequest } from 'fastify';
import { unavailable } from '../../http/api-error.js';
import { CLOCK, JOB_QUEUES, SECRET_BOX, SETTINGS } from '../../tokens.js';
import { readCookie } from './cookies.js';
import { SignInLimit } from '../limits/sign-in-limit.js';
import { generateToken, hashToken } from '../token.js';

const hourSeconds = 3_600;
const basicUser = 'operator';

/**
 * Admits operators to `/queues`: by the password (HTTP Basic), or by the cookie of a session. The cookie has its expiry,
 * its id, and a MAC of both, which a new password invalidates. Redis has the id until the operator signs out or the
 * session expires. Without Redis there are no queues to show, so losing Redis may end sessions.
 */
@Injectable()
export class OperatorSessions {
  readonly #password: string | undefined;
  readonly #key: Buffer;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'dashboard' | 'queuesPage' | 'redis'>,
    @Inject(SECRET_BOX) box: SecretBox,
    @Inject(JOB_QUEUES) private readonly queues: JobQueues,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly limit: SignInLimit,
  ) {
    this.#password = settings.queuesPage.operatorPassword;
    this.#key = box.derive('sessions of the operator');
  }

  get isEnabled(): boolean {
    return this.#password !== undefined;
  }

  /** Throws ApiError 429 above the limit of failed sign-ins. */
  isPassword(request: FastifyRequest, given: string): Promise<boolean> {
    return this.limit.checkPassword(request, () => this.#password !== undefined && isSame(given, this.#password));
  }

  /** Returns the cookie's value for a new session. Throws ApiError 503 while Redis is unavailable. */
  async begin(): Promise<string> {
    const hours = this.settings.dashboard.sessionHours;
    const id = generateToken();
    await inRedis(this.queues.redis.set(this.#keyOf(id), '1', 'EX', hours * hourSeconds));
    const content = `${String(this.clock.now().getTime() + hours * hourSeconds * 1_000)}.${id}`;
    return `${content}.${this.#sign(content)}`;
  }

  /** Ends the session of the request's cookie on every gateway. Throws ApiError 503 while Redis is unavailable. */
  async end(request: FastifyRequest): Promise<void> {
    const id = this.#idOf(request);
    if (id !== undefined) await inRedis(this.queues.redis.del(this.#keyOf(id)));
  }

  /** Throws ApiError 429 for a wrong password above the limit, 503 for a cookie while Redis is unavailable. */
  async isOperator(request: FastifyRequest): Promise<boolean> {
    return (await this.isByCookie(request)) || (await this.#isByBasic(request));
  }

  /** Throws ApiError 503 while Redis is unavailable. */
  async isByCookie(request: FastifyRequest): Promise<boolean> {
    const id = this.#idOf(request);
    return id !== undefined && (await inRedis(this.queues.redis.exists(this.#keyOf(id)))) === 1;
  }

  async #isByBasic(request: FastifyRequest): Promise<boolean> {
    const { authorization } = request.headers;
    if (this.#password === undefined || authorization?.startsWith('Basic ') !== true) return false;
    const expected = `Basic ${Buffer.from(`${basicUser}:${this.#password}`).toString('base64')}`;
    return this.limit.checkPassword(request, () => isSame(authorization, expected));
  }

  /** The session's id, if the cookie's MAC is correct and it has not expired. */
  #idOf(request: FastifyRequest): string | undefined {
    const [expires = '', id = '', signature = ''] = readCookie(request, 'operator', this.settings)?.split('.') ?? [];
    const isSigned = this.isEnabled && isSame(signature, this.#sign(`${expires}.${id}`));
    return isSigned && Number(expires) > this.clock.now().getTime() ? id : undefined;
  }

  #keyOf(id: string): string {
    return `${this.settings.redis.prefix}:operator:${hashToken(id).toString('base64url')}`;
  }

  #sign(content: string): string {
    return createHmac('sha256', this.#key)
      .update(`${content} ${this.#password ?? ''}`)
      .digest('base64url');
  }
}

function inRedis<T>(command: Promise<T>): Promise<T> {
  return command.catch((cause: unknown) => {
    throw Object.assign(unavailable('Redis is unavailable; try again'), { cause });
  });
}

/** Compares digests, so that the duration does not reveal the password's length. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
