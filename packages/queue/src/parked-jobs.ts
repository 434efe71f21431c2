import type { AttemptJob, QueueName } from '@postrider/contracts';
import type { Redis } from 'ioredis';

/** An attempt that waits until its endpoint takes more. */
export interface ParkedJob extends AttemptJob {
  queue: QueueName;
}

const separator = ':';
/** The job that an attempt was held by ends a moment after: until then its id cannot be used for another. */
const settleMs = 100;

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

const parkScript = `
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
redis.call('SADD', KEYS[2], ARGV[2])`;

const releaseScript = `${paceScript}
local most = tonumber(ARGV[2])
local now, free_at, interval = pace(KEYS[4])
if free_at then most = math.min(most, math.floor((now + burst(interval) - math.max(free_at, now)) / interval)) end
local until_ms = now / 1000 - ${String(settleMs)}
local jobs = {}
for lane = 1, 2 do
  if most - #jobs >= 1 then
    for _, job in ipairs(redis.call('ZRANGE', KEYS[lane], '-inf', until_ms, 'BYSCORE', 'LIMIT', 0, most - #jobs)) do
      redis.call('ZREM', KEYS[lane], job)
      table.insert(jobs, job)
    end
  end
end
local left = redis.call('ZCARD', KEYS[1]) + redis.call('ZCARD', KEYS[2])
if left == 0 then redis.call('SREM', KEYS[3], ARGV[1]) end
return { left, jobs }`;

/**
 * Per endpoint, the attempts that were put off because it takes no more for now, in the order in which they were, replays
 * behind all others; and the pace of those with a rate limit (a token bucket, by the clock of Redis, for all dispatchers).
 * They have no job meanwhile. Were this lost, the sweep would find the deliveries.
 */
export class ParkedJobs {
  readonly #base: string;
  readonly #index: string;

  constructor(
    private readonly redis: Redis,
    prefix: string,
  ) {
    this.#base = `{${prefix}-parked}`;
    this.#index = `${this.#base}:endpoints`;
  }

  async park({ queue, ...job }: ParkedJob): Promise<void> {
    const key = this.#lane(job.endpoint_id, queue);
    await this.redis.eval(parkScript, 2, key, this.#index, memberOf(queue, job), job.endpoint_id);
  }

  /** Takes out as many as the endpoint's rate limit lets through now, `most` at most; `left` is how many stay. */
  async release(endpoint_id: string, most: number): Promise<{ jobs: ParkedJob[]; left: number }> {
    const keys = [
      this.#lane(endpoint_id, 'deliver'),
      this.#lane(endpoint_id, 'replay'),
      this.#index,
      this.#pace(endpoint_id),
    ];
    const [left, members] = (await this.redis.eval(releaseScript, keys.length, ...keys, endpoint_id, most)) as [
      number,
      string[],
    ];
    return { left, jobs: members.map((member) => ({ ...parseMember(member), endpoint_id })) };
  }

  /** Which of these are held, in their order. */
  async areParked(attempts: readonly ParkedJob[]): Promise<boolean[]> {
    const pipeline = this.redis.pipeline();
    for (const { queue, ...job } of attempts) {
      pipeline.zscore(this.#lane(job.endpoint_id, queue), memberOf(queue, job));
    }
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([error, score]) => {
      if (error) throw error;
      return score !== null;
    });
  }

  /** Endpoints that have held jobs. */
  async endpoints(): Promise<string[]> {
    return this.redis.smembers(this.#index);
  }

  /** Takes leave for one request under a limit of `rate` a second: 0, or the milliseconds until it can be had. */
  async take(endpointId: string, rate: number): Promise<number> {
    return (await this.redis.eval(takeScript, 1, this.#pace(endpointId), rate)) as number;
  }

  #lane(endpointId: string, queue: QueueName): string {
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
