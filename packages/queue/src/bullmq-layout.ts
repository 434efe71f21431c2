import { queuePrefix, type QueueShard } from '@postrider/contracts';
import { DelayedError, type Job } from 'bullmq';

// BullMQ's private layout, as far as Postrider depends on it. BullMQ is pinned to one version, and
// `bullmq-layout.int.spec.ts` compares each part with that version.

/** Keys of jobs begin with this and end with the job's id. */
export const jobKeyPrefix = (prefix: string, shard: QueueShard): string => `${queuePrefix(prefix, shard)}:${shard}:`;

/** A list with the ids of waiting jobs. */
export const waitKey = (prefix: string, shard: QueueShard): string => `${jobKeyPrefix(prefix, shard)}wait`;

/** A sorted set with the ids of delayed jobs. */
export const delayedKey = (prefix: string, shard: QueueShard): string => `${jobKeyPrefix(prefix, shard)}delayed`;

/** Returns the time in milliseconds when a delayed job is due. The lower bits of its score are a counter. */
export const dueAt = (score: string): number => Math.floor(Number(score) / 0x1000);

export type JobState = 'absent' | 'active or waiting' | 'delayed' | 'finished';

/** A Lua function. It returns the `JobState` of the job with this key. */
export const jobStateLua = `
local function job_state(key)
  local job = redis.call('HMGET', key, 'timestamp', 'finishedOn', 'delay')
  if not job[1] then return 'absent' end
  if job[2] then return 'finished' end
  return tonumber(job[3] or 0) > 0 and 'delayed' or 'active or waiting'
end`;

/** A Lua function. It returns whether the job with this key exists and has neither completed nor failed. */
export const isUnfinishedLua = `
local function is_unfinished(key)
  return redis.call('EXISTS', key) == 1 and redis.call('HEXISTS', key, 'finishedOn') == 0
end`;

/**
 * A Lua function. Removes the marker that wakes workers, unless jobs wait. `queue` is what the keys of jobs begin with. BullMQ
 * sets the marker with each job that it adds, and again with each job that it hands over, the last one included.
 */
export const clearMarkerLua = `
local function clear_marker(queue)
  if redis.call('LLEN', queue .. 'wait') == 0 and redis.call('ZCARD', queue .. 'prioritized') == 0 then
    redis.call('ZREM', queue .. 'marker', '0')
  end
end`;

/** Thrown by a processor, it leaves the job active: BullMQ takes the next job, and does not end this one. */
export const leaveActive = (): Error => new DelayedError();

/** Completes an active job that its processor has left. BullMQ takes no other job for it. */
export async function completeActive(job: Job, token: string): Promise<void> {
  await job.moveToCompleted(undefined, token, false);
}

/** Moves an active job that its processor has left to the failed set. */
export async function failActive(job: Job, token: string, error: Error): Promise<void> {
  await job.moveToFailed(error, token, false);
}

/** Requeues an active job. A processor that calls this must leave the job active. */
export async function requeueActive(job: Job, token: string, pauseMs: number): Promise<void> {
  await job.moveToDelayed(Date.now() + pauseMs, token);
}
