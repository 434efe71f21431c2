import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { SecretBox } from '@postrider/domain';
import type { DatabaseClock } from '@postrider/event-store';
import type { JobQueues } from '@postrider/queue';
import type { FastifyRequest } from 'fastify';
import { unavailable } from '../http/api-error.js';
import { CLOCK, JOB_QUEUES, SECRET_BOX, SETTINGS } from '../tokens.js';
import { readCookie } from './cookies.js';
import { SignInLimit } from './sign-in-limit.js';
import { generateToken, hashToken } from './token.js';

const hourSeconds = 3_600;
const basicUser = 'operator';

/**
 * Who may open `/queues`: whoever sends the operator's password (HTTP Basic), or the cookie that the dashboard got for
 * it. The cookie holds its id, when it ends, and a MAC of both that ends with the password. Its id stands in Redis until
 * it is signed out or expires: without Redis there are no queues to look at, and a Redis that was lost signs out.
 */
@Injectable()
export class OperatorSessions {
  readonly #password: string | undefined;
  readonly #key: Buffer;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SECRET_BOX) box: SecretBox,
    @Inject(JOB_QUEUES) private readonly queues: JobQueues,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly limit: SignInLimit,
  ) {
    this.#password = settings.POSTRIDER_OPERATOR_PASSWORD;
    this.#key = box.derive('sessions of the operator');
  }

  get areOn(): boolean {
    return this.#password !== undefined;
  }

  /** Throws ApiError 429 past the limit of failed sign-ins. */
  isPassword(request: FastifyRequest, given: string): Promise<boolean> {
    return this.limit.watchPassword(request, () => this.#password !== undefined && isSame(given, this.#password));
  }

  /** The cookie's value for an operator who signs in now. Throws ApiError 503 while Redis is away. */
  async begin(): Promise<string> {
    const hours = this.settings.POSTRIDER_SESSION_HOURS;
    const id = generateToken();
    await inRedis(this.queues.redis.set(this.#keyOf(id), '1', 'EX', hours * hourSeconds));
    const content = `${String(this.clock.now().getTime() + hours * hourSeconds * 1_000)}.${id}`;
    return `${content}.${this.#sign(content)}`;
  }

  /** Signs out the request's cookie, on every gateway. Throws ApiError 503 while Redis is away. */
  async end(request: FastifyRequest): Promise<void> {
    const id = this.#idOf(request);
    if (id !== undefined) await inRedis(this.queues.redis.del(this.#keyOf(id)));
  }

  /** Throws ApiError 429 for a wrong password past the limit, 503 for a cookie while Redis is away. */
  async isOperator(request: FastifyRequest): Promise<boolean> {
    return (await this.isByCookie(request)) || (await this.#isByBasic(request));
  }

  /** Throws ApiError 503 while Redis is away. */
  async isByCookie(request: FastifyRequest): Promise<boolean> {
    const id = this.#idOf(request);
    return id !== undefined && (await inRedis(this.queues.redis.exists(this.#keyOf(id)))) === 1;
  }

  async #isByBasic(request: FastifyRequest): Promise<boolean> {
    const { authorization } = request.headers;
    if (this.#password === undefined || authorization?.startsWith('Basic ') !== true) return false;
    const expected = `Basic ${Buffer.from(`${basicUser}:${this.#password}`).toString('base64')}`;
    return this.limit.watchPassword(request, () => isSame(authorization, expected));
  }

  /** Of the request's cookie, if it was made here and its time is not over. */
  #idOf(request: FastifyRequest): string | undefined {
    const [expires = '', id = '', signature = ''] = readCookie(request, 'operator', this.settings)?.split('.') ?? [];
    const isOurs = this.areOn && isSame(signature, this.#sign(`${expires}.${id}`));
    return isOurs && Number(expires) > this.clock.now().getTime() ? id : undefined;
  }

  #keyOf(id: string): string {
    return `${this.settings.POSTRIDER_REDIS_PREFIX}:operator:${hashToken(id).toString('base64url')}`;
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

/** Digests are of one length, so that not even a password's length shows in the time that comparing takes. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
