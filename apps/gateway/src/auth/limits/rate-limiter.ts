import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

const windowSeconds = 60;

/** Allows `points` calls per minute and key over all gateways. While Redis is unavailable, each gateway counts its own. */
export function newRateLimiter(
  settings: Pick<Settings, 'redis'>,
  queues: JobQueues,
  { name, points }: { name: string; points: number },
): RateLimiterRedis {
  const options = { points, duration: windowSeconds };
  return new RateLimiterRedis({
    ...options,
    storeClient: queues.redis,
    keyPrefix: `${settings.redis.prefix}:${name}`,
    insuranceLimiter: new RateLimiterMemory(options),
  });
}

/** Counts a call of `key`. `refused` is true above the limit. */
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
