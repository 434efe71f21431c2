import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { FastifyRequest } from 'fastify';
import type { RateLimiterRedis } from 'rate-limiter-flexible';
import { limiterOf, tryConsume } from './limiter.js';
import { ApiError } from '../http/api-error.js';
import { clientAddress } from '../http/client-address.js';
import { JOB_QUEUES, SETTINGS } from '../tokens.js';
import { Turnstile } from './turnstile.js';

const unauthorized = 401;
/** Past the limit, per address and gateway: a second per try, a few tries waiting. */
const turns = { pauseMs: 1_000, maxWaiting: 5 };

/**
 * Limits failed sign-ins per client address and minute. What is right is never refused for what others behind the same
 * address did.
 */
@Injectable()
export class SignInLimit {
  readonly #limiter: RateLimiterRedis;
  readonly #turnstile = new Turnstile(turns);

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(JOB_QUEUES) queues: JobQueues) {
    this.#limiter = limiterOf(settings, queues, { name: 'sign-in', points: settings.POSTRIDER_SIGN_IN_RATE_LIMIT });
  }

  /**
   * For keys and tokens, which nobody can guess: a 401 of `attempt` is counted, and becomes 429 past the limit. The rest
   * passes through.
   */
  async watch<T>(request: FastifyRequest, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== unauthorized) throw error;
      const { result, refused } = await tryConsume(this.#limiter, clientAddress(request));
      throw refused ? tooMany(result.msBeforeNext) : error;
    }
  }

  /**
   * For a password, which may be guessed: past the limit its tries are looked at one at a time, so that a right one waits
   * and is not told from a wrong one sooner. Returns whether `isRight`; throws 429 for a wrong one past the limit, and
   * unseen if too many wait.
   */
  async watchPassword(request: FastifyRequest, isRight: () => boolean): Promise<boolean> {
    const address = clientAddress(request);
    // Counted before it is looked at, so that many at once are counted too.
    const { result, refused } = await tryConsume(this.#limiter, address);
    if (refused && !(await this.#turnstile.pass(address))) throw tooMany(result.msBeforeNext);
    if (isRight()) {
      await this.#limiter.reward(address);
      return true;
    }
    if (refused) throw tooMany(result.msBeforeNext);
    return false;
  }
}

function tooMany(msBeforeNext: number): ApiError {
  const seconds = String(Math.max(1, Math.ceil(msBeforeNext / 1_000)));
  const message = `too many failed sign-ins from this address; try again in ${seconds} s`;
  return new ApiError('rate_limited', message, {}, { 'retry-after': seconds });
}
