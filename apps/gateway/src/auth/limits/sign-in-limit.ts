import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { FastifyRequest } from 'fastify';
import type { RateLimiterRedis } from 'rate-limiter-flexible';
import { newRateLimiter, tryConsume } from './rate-limiter.js';
import { ApiError } from '../../http/api-error.js';
import { clientAddress } from '../../http/client-address.js';
import { JOB_QUEUES, SETTINGS } from '../../tokens.js';
import { Pacer } from './pacer.js';

const unauthorized = 401;
/** Of password attempts above the limit, per address and gateway. */
const pacing = { pauseMs: 1_000, maxWaiting: 5 };

/** Limits failed sign-ins per client address and minute. A correct credential is never refused. */
@Injectable()
export class SignInLimit {
  readonly #limiter: RateLimiterRedis;
  readonly #pacer = new Pacer(pacing);

  constructor(
    @Inject(SETTINGS) settings: Pick<Settings, 'dashboard' | 'redis'>,
    @Inject(JOB_QUEUES) queues: JobQueues,
  ) {
    const points = settings.dashboard.signInRateLimit;
    this.#limiter = newRateLimiter(settings, queues, { name: 'sign-in', points });
  }

  /** For keys and tokens, which cannot be guessed. Counts a 401 of `attempt`, and turns it into 429 above the limit. */
  async countFailures<T>(request: FastifyRequest, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== unauthorized) throw error;
      const { result, refused } = await tryConsume(this.#limiter, clientAddress(request));
      throw refused ? tooManyFailures(result.msBeforeNext) : error;
    }
  }

  /**
   * For a password, which could be guessed. Above the limit, attempts are checked one at a time, each after a pause, so
   * that a response comes no sooner for a correct password. Returns whether it is correct. Above the limit, throws
   * ApiError 429 for a wrong password, and for any password while too many attempts wait.
   */
  async checkPassword(request: FastifyRequest, isCorrect: () => boolean): Promise<boolean> {
    const address = clientAddress(request);
    // Counted before the check, so that concurrent attempts count too.
    const { result, refused } = await tryConsume(this.#limiter, address);
    if (refused && !(await this.#pacer.wait(address))) throw tooManyFailures(result.msBeforeNext);
    if (isCorrect()) {
      await this.#limiter.reward(address);
      return true;
    }
    if (refused) throw tooManyFailures(result.msBeforeNext);
    return false;
  }
}

function tooManyFailures(msBeforeNext: number): ApiError {
  const seconds = String(Math.max(1, Math.ceil(msBeforeNext / 1_000)));
  const message = `too many failed sign-ins from this address; try again in ${seconds} s`;
  return new ApiError('rate_limited', message, {}, { 'retry-after': seconds });
}
