import type { AttemptJob, QueueName } from '@postrider/contracts';
import { repliesOf, type RedisClient } from './redis.js';
import { RedisScript } from './redis-script.js';

/** An attempt that waits until its endpoint has a permit available. */
export interface ParkedJob extends AttemptJob {
  queue: QueueName;
}

const separator = ':';
/** An attempt's job ends a moment after the attempt is parked. Until then its id cannot be used for a new job. */
const minParkedMs = 100;

/** Times in microseconds. A rate limit of 10 or more per second allows a burst of a tenth of a second. */
const paceLua = `
local function pace(key)
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  local stored = redis.call('HMGET', key, 'free_at', 'interval')
  return now, tonumber(stored[1]), tonumber(stored[2])
end
local function burst(interval) return math.max(interval, 100000) end
`;

/** KEYS: the pace. ARGV: requests per second. Returns the wait in milliseconds; 0 if a request was reserved. */
const reserve = new RedisScript<number>(
  'postriderReserve',
  1,
  `${paceLua}
local now, free_at = pace(KEYS[1])
local interval = 1000000 / ARGV[1]
free_at = math.min(math.max(free_at or 0, now), now + burst(interval))
local wait = free_at + interval - burst(interval) - now
if wait > 0 then return math.ceil(wait / 1000) end
redis.call('HSET', KEYS[1], 'free_at', string.format('%.0f', free_at + interval), 'interval', string.format('%.3f', interval))
redis.call('PEXPIRE', KEYS[1], 2000)
return 0`,
);

/** KEYS: the endpoint's list and the index of endpoints. ARGV: the attempt and the endpoint. */
const park = new RedisScript<null>(
  'postriderPark',
  2,
  `
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
redis.call('SADD', KEYS[2], ARGV[2])`,
);

/** KEYS: the endpoint's two lists, the index of endpoints, the pace. ARGV: the endpoint, and the maximum to release. */
const release = new RedisScript<[remaining: number, attempts: string[]]>(
  'postriderRelease',
  4,
  `${paceLua}
local most = tonumber(ARGV[2])
local now, free_at, interval = pace(KEYS[4])
if free_at then most = math.min(most, math.floor((now + burst(interval) - math.max(free_at, now)) / interval)) end
local until_ms = now / 1000 - ${String(minParkedMs)}
local jobs = {}
for list = 1, 2 do
  if most - #jobs >= 1 then
    for _, job in ipairs(redis.call('ZRANGE', KEYS[list], '-inf', until_ms, 'BYSCORE', 'LIMIT', 0, most - #jobs)) do
      redis.call('ZREM', KEYS[list], job)
      table.insert(jobs, job)
    end
  end
end
local remaining = redis.call('ZCARD', KEYS[1]) + redis.call('ZCARD', KEYS[2])
if remaining == 0 then redis.call('SREM', KEYS[3], ARGV[1]) end
return { remaining, jobs }`,
);

/**
 * The parked attempts of each endpoint, oldest first, with replays after all others. A parked attempt has no job. Also keeps
 * the pace of endpoints with a rate limit: a token bucket for all dispatchers, by the clock of Redis.
 *
 * If Redis loses all this, the sweep finds the deliveries.
 */
export class ParkedJobs {
  readonly #base: string;
  readonly #index: string;

  constructor(
    private readonly redis: RedisClient,
    prefix: string,
  ) {
    this.#base = `{${prefix}-parked}`;
    this.#index = `${this.#base}:endpoints`;
  }

  async park({ queue, ...job }: ParkedJob): Promise<void> {
    const key = this.#list(job.endpoint_id, queue);
    await park.run(this.redis, key, this.#index, memberOf(queue, job), job.endpoint_id);
  }

  /** Removes and returns as many attempts as the rate limit of the key allows now, at most `most`. */
  async release(
    endpoint_id: string,
    most: number,
    paceKey = endpoint_id,
  ): Promise<{ jobs: ParkedJob[]; remaining: number }> {
    const lists = [this.#list(endpoint_id, 'deliver'), this.#list(endpoint_id, 'replay')];
    const keys = [...lists, this.#index, this.#pace(paceKey)];
    const [remaining, members] = await release.run(this.redis, ...keys, endpoint_id, most);
    return { remaining, jobs: members.map((member) => ({ ...parseMember(member), endpoint_id })) };
  }

  /** Returns whether each of these attempts is parked. */
  async areParked(attempts: readonly ParkedJob[]): Promise<boolean[]> {
    // The sweep asks for every due delivery, also while nothing is parked.
    if ((await this.redis.exists(this.#index)) === 0) return attempts.map(() => false);
    const pipeline = this.redis.pipeline();
    for (const { queue, ...job } of attempts) {
      pipeline.zscore(this.#list(job.endpoint_id, queue), memberOf(queue, job));
    }
    return (await repliesOf(pipeline)).map((score) => score !== null);
  }

  /** Returns the endpoints with parked attempts. */
  async endpoints(): Promise<string[]> {
    return this.redis.smembers(this.#index);
  }

  /** Counts endpoints with parked attempts, and these attempts. Of more than `most` endpoints, only some are counted. */
  async count(most: number): Promise<{ endpoints: number; attempts: number }> {
    const [endpoints = 0, some = []] = await repliesOf<number | string[]>(
      this.redis.pipeline().scard(this.#index).srandmember(this.#index, most),
    );
    const pipeline = this.redis.pipeline();
    for (const id of some as string[]) pipeline.zcard(this.#list(id, 'deliver')).zcard(this.#list(id, 'replay'));
    const counts = await repliesOf<number>(pipeline);
    return { endpoints: Number(endpoints), attempts: counts.reduce((sum, count) => sum + count, 0) };
  }

  /** Reserves one request under a limit of `rate` per second. Returns 0, or the wait in milliseconds. */
  async reserve(endpointId: string, rate: number): Promise<number> {
    return reserve.run(this.redis, this.#pace(endpointId), rate);
  }

  #list(endpointId: string, queue: QueueName): string {
    return `${this.#base}:${queue === 'replay' ? 'replay' : 'fresh'}:${endpointId}`;
  }

  #pace(endpointId: string): string {
    return `${this.#base}:pace:${endpointId}`;
  }
}

const memberOf = (queue: QueueName, { delivery_id, attempt }: AttemptJob): string =>
  [delivery_id, String(attempt), queue].join(separator);

function parseMember(member: string): Omit<ParkedJob, 'endpoint_id'> {
  const [delivery_id = '', attempt, queue] = member.split(separator);
  return { delivery_id, attempt: Number(attempt), queue: queue as QueueName };
}
