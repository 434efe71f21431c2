import { Inject, Injectable } from '@nestjs/common';
import { idKind, type Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { FastifyReply } from 'fastify';
import type { RateLimiterRedis } from 'rate-limiter-flexible';
import { ApiError } from '../../http/api-error.js';
import { JOB_QUEUES, SETTINGS } from '../../tokens.js';
import type { Caller } from '../../http/caller.js';
import { newRateLimiter, tryConsume } from './rate-limiter.js';

/** Limits management calls per minute and key, session of the dashboard, or customer in the portal. */
@Injectable()
export class ManagementRateLimit {
  readonly #keys: RateLimiterRedis;
  readonly #sessions: RateLimiterRedis;
  readonly #portal: RateLimiterRedis;

  constructor(
    @Inject(SETTINGS) settings: Pick<Settings, 'dashboard' | 'keys' | 'portal' | 'redis'>,
    @Inject(JOB_QUEUES) queues: JobQueues,
  ) {
    this.#keys = newRateLimiter(settings, queues, { name: 'rate', points: settings.keys.callsPerMinute });
    this.#sessions = newRateLimiter(settings, queues, { name: 'rate', points: settings.dashboard.sessionRateLimit });
    this.#portal = newRateLimiter(settings, queues, { name: 'rate', points: settings.portal.rateLimit });
  }

  /** Counts a call and sets the `RateLimit-*` headers. Throws ApiError 429 with `Retry-After` above the limit. */
  async count({ credential, portal }: Caller, reply: FastifyReply): Promise<void> {
    const ofKey = idKind(credential) === 'session' ? this.#sessions : this.#keys;
    const limiter = portal ? this.#portal : ofKey;
    const { result, refused } = await tryConsume(limiter, portal?.customer.id ?? credential);
    const points = String(limiter.points);
    const resetSeconds = String(Math.max(1, Math.ceil(result.msBeforeNext / 1000)));
    void reply.headers({
      'ratelimit-limit': points,
      'ratelimit-remaining': String(Math.max(0, result.remainingPoints)),
      'ratelimit-reset': resetSeconds,
    });
    if (refused) {
      throw new ApiError(
        'rate_limited',
        `too many management calls (limit ${points} per minute); try again in ${resetSeconds} s`,
        {},
        { 'retry-after': resetSeconds },
      );
    }
  }
}
