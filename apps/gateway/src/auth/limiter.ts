import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

const windowSeconds = 60;

/** So many a minute, counted in Redis for all gateways; in this process alone while Redis is away. */
export function limiterOf(
  settings: Settings,
  queues: JobQueues,
  { name, points }: { name: string; points: number },
): RateLimiterRedis {
  const options = { points, duration: windowSeconds };
  return new RateLimiterRedis({
    ...options,
    storeClient: queues.redis,
    keyPrefix: `${settings.POSTRIDER_REDIS_PREFIX}:${name}`,
    insuranceLimiter: new RateLimiterMemory(options),
  });
}

/** Takes one from what is left for `key`; `refused` where nothing was. */
export function tryConsume(
  limiter: RateLimiterRedis,
  key: string,
): Promise<{ result: RateLimiterRes; refused: boolean }> {
  return limiter.consume(key).then(
    (result) => ({ result, refused: false }),
    (error: unknown) => {
      if (error instanceof RateLimiterRes) return { result: error, refused: true };
      throw error;
    },
  );
}
