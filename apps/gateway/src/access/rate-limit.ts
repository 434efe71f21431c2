import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { ApiError } from '../http/api-error.js';
import { JOB_QUEUES, SETTINGS } from '../tokens.js';
import type { Caller } from './caller.js';

const windowSeconds = 60;

/** Management calls per key and minute, counted in Redis for all gateways; in this process alone while Redis is away. */
@Injectable()
export class ManagementRateLimit {
  readonly #limiter: RateLimiterRedis;
  readonly #points: number;

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(JOB_QUEUES) queues: JobQueues) {
    this.#points = settings.POSTRIDER_MANAGEMENT_RATE_LIMIT;
    const options = { points: this.#points, duration: windowSeconds };
    this.#limiter = new RateLimiterRedis({
      ...options,
      storeClient: queues.redis,
      keyPrefix: `${settings.POSTRIDER_REDIS_PREFIX}:rate`,
      insuranceLimiter: new RateLimiterMemory(options),
    });
  }

  /** Sets the `RateLimit-*` headers; 429 with `Retry-After` when the minute's calls are used up. */
  async count(caller: Caller, reply: FastifyReply): Promise<void> {
    const [result, refused] = await this.#limiter.consume(caller.key_id).then(
      (accepted) => [accepted, false] as const,
      (error: unknown) => {
        if (error instanceof RateLimiterRes) return [error, true] as const;
        throw error;
      },
    );
    const resetSeconds = String(Math.max(1, Math.ceil(result.msBeforeNext / 1000)));
    void reply.headers({
      'ratelimit-limit': String(this.#points),
      'ratelimit-remaining': String(Math.max(0, result.remainingPoints)),
      'ratelimit-reset': resetSeconds,
    });
    if (refused) {
      throw new ApiError(
        'rate_limited',
        `more than ${String(this.#points)} management calls within a minute; try again in ${resetSeconds} s`,
        {},
        { 'retry-after': resetSeconds },
      );
    }
  }
}
