import { jobId, queuePrefix, queues, type AttemptJob, type QueueName } from '@postrider/contracts';
import type { Redis } from 'ioredis';

export interface Batch {
  id: string;
  attempts: AttemptJob[];
}

/** ARGV[1] is what the keys of the queue's jobs begin with. A job that failed for good makes nothing any more. */
export const isToRun = `
local function is_to_run(job)
  local key = ARGV[1] .. job
  return redis.call('EXISTS', key) == 1 and redis.call('HEXISTS', key, 'finishedOn') == 0
end`;

/** An entry without anybody who is going to make the attempt: it was put off by a job of its own, which ends in a moment. */
const nobody = '';

const claimScript = `${isToRun}
local refused = {}
for i = 2, #ARGV, 2 do
  local attempt, job = ARGV[i], ARGV[i + 1]
  if redis.call('HSETNX', KEYS[1], attempt, job) == 1 then
    if is_to_run(attempt) then
      redis.call('HDEL', KEYS[1], attempt)
      table.insert(refused, attempt)
    end
  else
    local owner = redis.call('HGET', KEYS[1], attempt)
    if owner ~= '${nobody}' and (is_to_run(owner) or is_to_run(attempt)) then table.insert(refused, attempt)
    else redis.call('HSET', KEYS[1], attempt, job) end
  end
end
return refused`;

const beginAloneScript = `${isToRun}
local attempt = ARGV[2]
local owner = redis.call('HGET', KEYS[1], attempt)
if not owner then return { attempt } end
if is_to_run(owner) then return {} end
redis.call('HDEL', KEYS[1], attempt)
return { attempt }`;

export const forgetScript = `
for i = 2, #ARGV do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[1] then redis.call('HDEL', KEYS[1], ARGV[i]) end
end`;

type Place = Pick<AttemptJob, 'delivery_id' | 'attempt'> & { queue: QueueName };

/**
 * Which job is going to make an attempt that shares it with others, so that of two jobs with the same attempt one makes it.
 * An entry is its job's as long as the job is to run. Before the job was added, and after it was lost, another one may take
 * it over; the job that had it sees that when it begins, and leaves the attempt out. A job of one attempt has no entry: its
 * id tells, and it leaves the attempt to a shared job that has one.
 *
 * Were this lost, the sweep would find the attempts.
 */
export class BatchedAttempts {
  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
  ) {}

  /**
   * To be called before the jobs are added, with attempts that are due. Answers the jobs with what is theirs: without the
   * attempts that another job is going to make.
   */
  async claim(queue: QueueName, batches: readonly Batch[]): Promise<Batch[]> {
    if (batches.length === 0) return [];
    const entries = batches.flatMap(({ id, attempts }) => attempts.flatMap((attempt) => [jobId(attempt), id]));
    const refused = await this.#eval(claimScript, queue, [this.#jobs(queue), ...entries]);
    return batches
      .map(({ id, attempts }) => ({ id, attempts: attempts.filter((attempt) => !refused.has(jobId(attempt))) }))
      .filter(({ attempts }) => attempts.length > 0);
  }

  /** To be called when a job begins, also one of a single attempt. Answers which of its attempts it is to make. */
  async begin(queue: QueueName, { id, attempts }: Batch): Promise<AttemptJob[]> {
    const ids = attempts.map(jobId);
    if (ids[0] === id) {
      const ours = await this.#eval(beginAloneScript, queue, [this.#jobs(queue), id]);
      return ours.size > 0 ? attempts : [];
    }
    const owners = await this.redis.hmget(this.#key(queue), ...ids);
    return attempts.filter((_, i) => owners[i] === id);
  }

  /** To be called before the job ends: what a process that dies then leaves behind is a job, not an entry. */
  async forget(queue: QueueName, { id, attempts }: Batch): Promise<void> {
    await this.#eval(forgetScript, queue, [id, ...attempts.map(jobId)]);
  }

  /** The job will not make the attempt, which is held: another may, also before this one has ended. */
  async leave(queue: QueueName, id: string, attempt: AttemptJob): Promise<void> {
    if (id === jobId(attempt)) await this.redis.hset(this.#key(queue), id, nobody);
    else await this.forget(queue, { id, attempts: [attempt] });
  }

  /** The ids of the jobs that these attempts share with others, in their order; null where there is none. */
  async jobsOf(places: readonly Place[]): Promise<(string | null)[]> {
    const pipeline = this.redis.pipeline();
    for (const place of places) pipeline.hget(this.#key(place.queue), jobId(place));
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([error, id]) => {
      if (error) throw error;
      return id === nobody ? null : (id as string | null);
    });
  }

  async #eval(script: string, queue: QueueName, args: readonly string[]): Promise<Set<string>> {
    return new Set((await this.redis.eval(script, 1, this.#key(queue), ...args)) as string[] | null);
  }

  #key(queue: QueueName): string {
    return `${queuePrefix(this.prefix, queue)}:batched`;
  }

  /** What the keys of its jobs begin with. */
  #jobs(queue: QueueName): string {
    return `${queuePrefix(this.prefix, queue)}:${queues[queue].name}:`;
  }
}
