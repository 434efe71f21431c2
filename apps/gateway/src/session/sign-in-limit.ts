import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { FastifyRequest } from 'fastify';
import type { RateLimiterRedis } from 'rate-limiter-flexible';
import { limiterOf, tryConsume } from '../access/limiter.js';
import { ApiError } from '../http/api-error.js';
import { JOB_QUEUES, SETTINGS } from '../tokens.js';

/** Failed sign-ins per address and minute: tokens cannot be guessed, but an operator's password might. */
@Injectable()
export class SignInLimit {
  readonly #limiter: RateLimiterRedis;

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(JOB_QUEUES) queues: JobQueues) {
    this.#limiter = limiterOf(settings, queues, { name: 'sign-in', points: settings.POSTRIDER_SIGN_IN_RATE_LIMIT });
  }

  /** Counts the attempt before it is looked at, so that many at once are counted too, and gives it back on success. */
  async watch<T>({ ip }: FastifyRequest, attempt: () => Promise<T>): Promise<T> {
    const { result, refused } = await tryConsume(this.#limiter, ip);
    if (refused) {
      const seconds = String(Math.max(1, Math.ceil(result.msBeforeNext / 1000)));
      const message = `too many failed sign-ins from this address; try again in ${seconds} s`;
      throw new ApiError('rate_limited', message, {}, { 'retry-after': seconds });
    }
    const outcome = await attempt();
    await this.#limiter.reward(ip);
    return outcome;
  }
}
