import { jobId, type AttemptJob, type QueueName } from '@postrider/contracts';
import type { Redis } from 'ioredis';

/** A job that waits until its endpoint takes more. */
export interface HeldJob {
  queue: QueueName;
  jobId: string;
}

/** Held replays come after all else that the endpoint is to be sent. */
const rank: Record<QueueName, number> = { deliver: 0, retry: 0, replay: 1 };
const separator = ':';

/** Microseconds; a limit of 10 a second or more lets through a tenth of a second's worth at once. */
const paceScript = `
local function pace(key)
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  local stored = redis.call('HMGET', key, 'free_at', 'interval')
  return now, tonumber(stored[1]), tonumber(stored[2])
end
local function burst(interval) return math.max(interval, 100000) end
`;

const takeScript = `${paceScript}
local now, free_at = pace(KEYS[1])
local interval = 1000000 / ARGV[1]
free_at = math.min(math.max(free_at or 0, now), now + burst(interval))
local wait = free_at + interval - burst(interval) - now
if wait > 0 then return math.ceil(wait / 1000) end
redis.call('HSET', KEYS[1], 'free_at', string.format('%.0f', free_at + interval), 'interval', string.format('%.3f', interval))
redis.call('PEXPIRE', KEYS[1], 2000)
return 0`;

const releaseScript = `${paceScript}
local most = tonumber(ARGV[2])
local now, free_at, interval = pace(KEYS[3])
if free_at then most = math.min(most, math.floor((now + burst(interval) - math.max(free_at, now)) / interval)) end
local jobs = {}
if most >= 1 then jobs = redis.call('ZPOPMIN', KEYS[1], most) end
local left = redis.call('ZCARD', KEYS[1])
if left == 0 then redis.call('SREM', KEYS[2], ARGV[1]) end
return { left, jobs }`;

/**
 * Per endpoint, the jobs that were put off because it takes no more for now, the oldest delivery first; and the pace of
 * those with a rate limit (a token bucket, by the clock of Redis, for all dispatchers). The jobs themselves lie delayed in
 * their queues: were this lost, they would come back by themselves, only later.
 */
export class HeldJobs {
  readonly #base: string;
  readonly #index: string;

  constructor(
    private readonly redis: Redis,
    prefix: string,
  ) {
    this.#base = `{${prefix}-held}`;
    this.#index = `${this.#base}:endpoints`;
  }

  async hold(queue: QueueName, job: AttemptJob): Promise<void> {
    await this.redis
      .multi()
      .zadd(this.#jobs(job.endpoint_id), rank[queue], `${jobId(job)}${separator}${queue}`)
      .sadd(this.#index, job.endpoint_id)
      .exec();
  }

  /** Takes out as many as the endpoint's rate limit lets through now, `most` at most; `left` is how many stay. */
  async release(endpointId: string, most: number): Promise<{ jobs: HeldJob[]; left: number }> {
    const keys = [this.#jobs(endpointId), this.#index, this.#pace(endpointId)];
    const [left, popped] = (await this.redis.eval(releaseScript, keys.length, ...keys, endpointId, most)) as [
      number,
      string[],
    ];
    // Members and scores take turns.
    return { left, jobs: popped.filter((_, i) => i % 2 === 0).map(toHeldJob) };
  }

  /** Endpoints that have held jobs. */
  async endpoints(): Promise<string[]> {
    return this.redis.smembers(this.#index);
  }

  /** Takes leave for one request under a limit of `rate` a second: 0, or the milliseconds until it can be had. */
  async take(endpointId: string, rate: number): Promise<number> {
    return (await this.redis.eval(takeScript, 1, this.#pace(endpointId), rate)) as number;
  }

  #jobs(endpointId: string): string {
    return `${this.#base}:${endpointId}`;
  }

  #pace(endpointId: string): string {
    return `${this.#base}:pace:${endpointId}`;
  }
}

function toHeldJob(member: string): HeldJob {
  const at = member.lastIndexOf(separator);
  return { jobId: member.slice(0, at), queue: member.slice(at + 1) as QueueName };
}
