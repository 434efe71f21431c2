import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { FastifyRequest } from 'fastify';
import type { RateLimiterRedis } from 'rate-limiter-flexible';
import { newRateLimiter, tryConsume } from '../auth/limits/rate-limiter.js';
import { clientAddress } from '../http/client-address.js';
import { JOB_QUEUES, SETTINGS } from '../tokens.js';
import { OAuthError } from './oauth-error.js';

const tooMany = 429;

/** Limits the calls of OAuth that need no credential, per client address and minute. */
@Injectable()
export class OAuthLimits {
  readonly #registrations: RateLimiterRedis;
  readonly #refusals: RateLimiterRedis;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'oauth' | 'redis'>, @Inject(JOB_QUEUES) queues: JobQueues) {
    const { registerRateLimit, tokenRateLimit } = settings.oauth;
    this.#registrations = newRateLimiter(settings, queues, { name: 'oauth-register', points: registerRateLimit });
    this.#refusals = newRateLimiter(settings, queues, { name: 'oauth-token', points: tokenRateLimit });
  }

  /** Throws OAuthError 429 above the limit. */
  async countRegistration(request: FastifyRequest): Promise<void> {
    await this.#count(this.#registrations, request, 'registrations');
  }

  /** Counts a refusal of `attempt`, and turns it into 429 above the limit. What is right is never refused. */
  async countRefusals<T>(request: FastifyRequest, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof OAuthError) await this.#count(this.#refusals, request, 'refused calls');
      throw error;
    }
  }

  async #count(limiter: RateLimiterRedis, request: FastifyRequest, what: string): Promise<void> {
    const { result, refused } = await tryConsume(limiter, clientAddress(request));
    if (!refused) return;
    const seconds = String(Math.max(1, Math.ceil(result.msBeforeNext / 1_000)));
    const message = `too many ${what} from this address (limit ${String(limiter.points)} per minute)`;
    throw new OAuthError('temporarily_unavailable', message, tooMany, { 'retry-after': seconds });
  }
}
