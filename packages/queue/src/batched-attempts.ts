import { jobId, queuePrefix, type AttemptJob, type QueueShard } from '@postrider/contracts';
import { clearMarkerLua, isUnfinishedLua, jobKeyPrefix, jobStateLua, type JobState } from './bullmq-layout.js';
import type { RedisClient } from './redis.js';
import { RedisScript } from './redis-script.js';

export interface Batch {
  id: string;
  attempts: AttemptJob[];
}

/** Redis runs nothing else during a script. */
const statesPerScript = 1_000;
/** Lua passes a limited number of arguments to a command. */
const argumentsAtOnce = 500;
/** Owner of an attempt that its own job has parked: no job makes the attempt. */
const noOwner = '';

// In all scripts, KEYS[1] is the hash of the owners and ARGV[1] is what the keys of jobs begin with.

/**
 * ARGV: pairs of an attempt and its shared job. Returns the attempts that another job owns. Attempts that no job has yet are
 * claimed together, since each command of a script takes time.
 */
const claim = new RedisScript<string[]>(
  'postriderClaim',
  1,
  `${isUnfinishedLua}
local refused = {}
local function claim_each(first, last)
  for i = first, last, 2 do
    local attempt, job = ARGV[i], ARGV[i + 1]
    local owner = redis.call('HGET', KEYS[1], attempt)
    local is_owned = owner and owner ~= '${noOwner}' and is_unfinished(ARGV[1] .. owner)
    if is_owned or (owner ~= '${noOwner}' and is_unfinished(ARGV[1] .. attempt)) then
      table.insert(refused, attempt)
    else redis.call('HSET', KEYS[1], attempt, job) end
  end
end
for first = 2, #ARGV, ${2 * argumentsAtOnce} do
  local last = math.min(first + ${2 * argumentsAtOnce - 1}, #ARGV)
  local attempts, keys = {}, {}
  for i = first, last, 2 do
    table.insert(attempts, ARGV[i])
    table.insert(keys, ARGV[1] .. ARGV[i])
  end
  local is_new = redis.call('EXISTS', unpack(keys)) == 0
  for _, owner in ipairs(redis.call('HMGET', KEYS[1], unpack(attempts))) do is_new = is_new and not owner end
  if is_new then redis.call('HSET', KEYS[1], unpack(ARGV, first, last)) else claim_each(first, last) end
end
return refused`,
);

/**
 * ARGV: the attempt of a job of its own. Returns 1 unless an unfinished shared job owns the attempt. A lone job would leave a
 * marker, for which BullMQ would look for jobs once more.
 */
const beginAlone = new RedisScript<number>(
  'postriderBeginAlone',
  1,
  `${isUnfinishedLua}${clearMarkerLua}
clear_marker(ARGV[1])
local owner = redis.call('HGET', KEYS[1], ARGV[2])
if not owner then return 1 end
if is_unfinished(ARGV[1] .. owner) then return 0 end
redis.call('HDEL', KEYS[1], ARGV[2])
return 1`,
);

/** KEYS: the hash of the owners. ARGV: a job, and attempts that it owns no more. */
export const removeClaims = new RedisScript<null>(
  'postriderRemoveClaims',
  1,
  `
for first = 2, #ARGV, ${argumentsAtOnce} do
  local attempts = { unpack(ARGV, first, math.min(first + ${argumentsAtOnce - 1}, #ARGV)) }
  local owned = {}
  for i, owner in ipairs(redis.call('HMGET', KEYS[1], unpack(attempts))) do
    if owner == ARGV[1] then table.insert(owned, attempts[i]) end
  end
  if #owned > 0 then redis.call('HDEL', KEYS[1], unpack(owned)) end
end`,
);

/** ARGV: attempts. A script for all of them, since the sweep asks for every due delivery. */
const states = new RedisScript<JobState[]>(
  'postriderJobStates',
  1,
  `${isUnfinishedLua}${jobStateLua}
local states = {}
for i = 2, #ARGV do
  local owner = redis.call('HGET', KEYS[1], ARGV[i])
  local is_shared = owner and owner ~= '${noOwner}' and is_unfinished(ARGV[1] .. owner)
  states[i - 1] = is_shared and 'active or waiting' or job_state(ARGV[1] .. ARGV[i])
end
return states`,
);

/** The hash of the owners: the id of the shared job by the id of the attempt. */
export const ownersKey = (prefix: string, shard: QueueShard): string => `${queuePrefix(prefix, shard)}:batched`;

type AttemptKey = Pick<AttemptJob, 'delivery_id' | 'attempt'>;

/**
 * Decides which job owns an attempt, so that of two jobs with the same attempt only one makes it.
 *
 * A shared job claims its attempts before it is added. A claim is valid while the job is unfinished. Another job may take
 * over the claim of a job that does not exist yet or any more; a job therefore reads which attempts it owns when it begins.
 * A job of a single attempt has no claim: its id names the attempt. If a shared job claims the same attempt, that job owns it.
 *
 * If Redis loses the claims, the sweep finds the deliveries.
 */
export class BatchedAttempts {
  constructor(
    private readonly redis: RedisClient,
    private readonly prefix: string,
  ) {}

  /** To be called before the jobs are added. Returns the jobs without the attempts that other jobs own. */
  async claim(shard: QueueShard, batches: readonly Batch[]): Promise<Batch[]> {
    if (batches.length === 0) return [];
    const pairs = batches.flatMap(({ id, attempts }) => attempts.flatMap((attempt) => [jobId(attempt), id]));
    const refused = new Set(await claim.run(this.redis, ...this.#keys(shard), ...pairs));
    return batches
      .map(({ id, attempts }) => ({ id, attempts: attempts.filter((attempt) => !refused.has(jobId(attempt))) }))
      .filter(({ attempts }) => attempts.length > 0);
  }

  /** To be called when a job begins. Returns the attempts that the job owns. */
  async begin(shard: QueueShard, { id, attempts }: Batch): Promise<AttemptJob[]> {
    const ids = attempts.map(jobId);
    if (ids[0] === id) return (await beginAlone.run(this.redis, ...this.#keys(shard), id)) === 1 ? attempts : [];
    const owners = await this.redis.hmget(ownersKey(this.prefix, shard), ...ids);
    return attempts.filter((_, i) => owners[i] === id);
  }

  /** Removes claims. To be called before the job ends, so that a process that dies in between leaves no orphaned claim. */
  async unclaim(shard: QueueShard, { id, attempts }: Batch): Promise<void> {
    await removeClaims.run(this.redis, ownersKey(this.prefix, shard), id, ...attempts.map(jobId));
  }

  /** To be called when a job has parked an attempt: another job may claim the attempt before this job ends. */
  async disown(shard: QueueShard, id: string, attempt: AttemptJob): Promise<void> {
    if (id === jobId(attempt)) await this.redis.hset(ownersKey(this.prefix, shard), id, noOwner);
    else await this.unclaim(shard, { id, attempts: [attempt] });
  }

  /** Returns the state of each attempt's own job, or 'active or waiting' if a shared job is going to make the attempt. */
  async statesOf(shard: QueueShard, attempts: readonly AttemptKey[]): Promise<JobState[]> {
    const found: JobState[] = [];
    for (let i = 0; i < attempts.length; i += statesPerScript) {
      const ids = attempts.slice(i, i + statesPerScript).map(jobId);
      found.push(...(await states.run(this.redis, ...this.#keys(shard), ...ids)));
    }
    return found;
  }

  #keys(shard: QueueShard): [string, string] {
    return [ownersKey(this.prefix, shard), jobKeyPrefix(this.prefix, shard)];
  }
}
