import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { SecretBox } from '@postrider/domain';
import type { DatabaseClock } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { CLOCK, SECRET_BOX, SETTINGS } from '../tokens.js';
import { readCookie } from './cookies.js';

const hourMs = 3_600_000;
const basicUser = 'operator';

/**
 * Who may open `/queues`: whoever sends the operator's password (HTTP Basic), or the cookie that the dashboard got for
 * it. The cookie holds when it ends and a MAC of that, so it outlasts Postgres being away, and ends with the password.
 */
@Injectable()
export class OperatorSessions {
  readonly #password: string | undefined;
  readonly #key: Buffer;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SECRET_BOX) box: SecretBox,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {
    this.#password = settings.POSTRIDER_OPERATOR_PASSWORD;
    this.#key = box.derive('sessions of the operator');
  }

  get areOn(): boolean {
    return this.#password !== undefined;
  }

  isPassword(given: string): boolean {
    return this.#password !== undefined && isSame(given, this.#password);
  }

  /** The cookie's value for an operator who signs in now. */
  begin(): string {
    const expires = String(this.clock.now().getTime() + this.settings.POSTRIDER_SESSION_HOURS * hourMs);
    return `${expires}.${this.#sign(expires)}`;
  }

  isOperator(request: FastifyRequest): boolean {
    return this.#isByPassword(request) || this.isByCookie(request);
  }

  isByCookie(request: FastifyRequest): boolean {
    const [expires = '', signature = ''] = readCookie(request, 'operator')?.split('.') ?? [];
    return this.areOn && isSame(signature, this.#sign(expires)) && Number(expires) > this.clock.now().getTime();
  }

  #isByPassword({ headers }: FastifyRequest): boolean {
    if (this.#password === undefined) return false;
    const expected = Buffer.from(`${basicUser}:${this.#password}`).toString('base64');
    return isSame(headers.authorization ?? '', `Basic ${expected}`);
  }

  #sign(expires: string): string {
    return createHmac('sha256', this.#key)
      .update(`${expires} ${this.#password ?? ''}`)
      .digest('base64url');
  }
}

/** Digests are of one length, so that not even a password's length shows in the time that comparing takes. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
