import * as z from 'zod';
import { isId } from './ids.js';

/**
 * An attempt in a job: ids and the number of the attempt, without a payload or a secret. An attempt that is already in
 * the stream of the delivery is skipped.
 */
export const AttemptJob = z.strictObject({
  delivery_id: z.string().refine((value) => isId('delivery', value), 'expected a delivery id'),
  /** Lets a worker defer an attempt for an endpoint at capacity before it loads anything. */
  endpoint_id: z.string().refine((value) => isId('endpoint', value), 'expected an endpoint id'),
  attempt: z.int().min(1),
});
export type AttemptJob = z.infer<typeof AttemptJob>;

/** Attempts that become due together share a job, since Redis costs per job. Each is acknowledged separately. */
export const AttemptBatch = z.strictObject({ attempts: z.array(AttemptJob).min(1) });
export type AttemptBatch = z.infer<typeof AttemptBatch>;

/** The data of a job. */
export const JobData = z.union([AttemptBatch, AttemptJob]);
export type JobData = z.infer<typeof JobData>;

/** Three queues, so that retries and bulk replays do not delay first attempts. */
export const queues = {
  deliver: { name: 'deliver', description: 'first attempts' },
  retry: { name: 'retry', description: 'retries, delayed by the retry policy' },
  replay: { name: 'replay', description: 'replays and recoveries' },
} as const;

export type QueueName = keyof typeof queues;
export const queueNames = Object.keys(queues) as QueueName[];

/** An attempt and the queue that its job belongs to. Without a time, or with one in the past, it is due now. */
export interface ScheduledAttempt extends AttemptJob {
  queue: QueueName;
  at?: Date | null;
}

/** Limit on the number of shards of a queue. */
export const maxQueueShards = 64;

/** A part of a queue that has a slot of a Redis Cluster of its own. The first part has the name of the queue. */
export type QueueShard = QueueName | `${QueueName}-${number}`;

export const queueShard = (queue: QueueName, n: number): QueueShard => (n === 0 ? queue : `${queue}-${n}`);

export const queueOf = (shard: QueueShard): QueueName => shard.split('-', 1)[0] as QueueName;

/** Returns the shard of an endpoint, if the queue has `count` of them. The same in all processes and releases. */
export function shardOf(queue: QueueName, endpoint_id: string, count: number): QueueShard {
  if (count === 1) return queue;
  let hash = 0;
  for (let i = 0; i < endpoint_id.length; i++) hash = (Math.imul(hash, 31) + endpoint_id.charCodeAt(i)) >>> 0;
  return queueShard(queue, hash % count);
}

/** Redis key prefix of a shard. The hash tag keeps its keys in one slot of a Redis Cluster. */
export function queuePrefix(base: string, shard: QueueShard): string {
  return `{${base}-${shard}}`;
}

/** Fixed per attempt: adding a job again has no effect while the first one exists. */
export function jobId({ delivery_id, attempt }: Pick<AttemptJob, 'delivery_id' | 'attempt'>): string {
  return `${delivery_id}-${String(attempt)}`;
}

/** Random: a failed job must not block a new job with the same attempts. */
export function batchId(attempts: readonly AttemptJob[]): string {
  return ['batch', String(attempts.length), Math.random().toString(36).slice(2, 12)].join('-');
}

/** Returns the number of attempts that the job was created with. */
export function attemptsIn(id: string): number {
  const [, count] = /^batch-(\d+)-/.exec(id) ?? [];
  return Number(count ?? 1);
}
