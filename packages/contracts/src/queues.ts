import { z } from 'zod';
import { isId } from './ids.js';

/**
 * An attempt in a job: ids and the attempt's number, never a payload or a secret. A job whose attempt is recorded already
 * does nothing.
 */
export const AttemptJob = z.strictObject({
  delivery_id: z.string().refine((value) => isId('delivery', value), 'expected a delivery id'),
  /** Lets a worker defer the attempt before anything is loaded. */
  endpoint_id: z.string().refine((value) => isId('endpoint', value), 'expected an endpoint id'),
  attempt: z.int().min(1),
});
export type AttemptJob = z.infer<typeof AttemptJob>;

/** Attempts that became due together share a job, since Redis costs per job. */
export const AttemptBatch = z.strictObject({ attempts: z.array(AttemptJob).min(1) });
export type AttemptBatch = z.infer<typeof AttemptBatch>;

/** The data of a job. */
export const JobData = z.union([AttemptBatch, AttemptJob]);
export type JobData = z.infer<typeof JobData>;

/** Three queues, so that retries or a bulk replay never delay fresh deliveries. */
export const queues = {
  deliver: { name: 'deliver', does: 'first attempts of fresh deliveries' },
  retry: { name: 'retry', does: 'attempts after a failed one, delayed by the retry policy' },
  replay: { name: 'replay', does: 'attempts that an operator requested' },
} as const;

export type QueueName = keyof typeof queues;
export const queueNames = Object.keys(queues) as QueueName[];

/** An attempt and the queue that its job belongs to. Without a time, or with one in the past, it is due now. */
export interface ScheduledAttempt extends AttemptJob {
  queue: QueueName;
  at?: Date | null;
}

/** Redis key prefix of a queue; the hash tag keeps one queue's keys in one slot of a cluster. */
export function queuePrefix(base: string, queue: QueueName): string {
  return `{${base}-${queue}}`;
}

/** Fixed per attempt: BullMQ adds no second job with an id that exists. */
export function jobId({ delivery_id, attempt }: Pick<AttemptJob, 'delivery_id' | 'attempt'>): string {
  return `${delivery_id}-${String(attempt)}`;
}

/** Random: a job in the failed set must not block another one with the same attempts. */
export function batchId(attempts: readonly AttemptJob[]): string {
  return ['batch', String(attempts.length), Math.random().toString(36).slice(2, 12)].join('-');
}

/** Returns the number of attempts in the job with this id. */
export function attemptsIn(id: string): number {
  const [, count] = /^batch-(\d+)-/.exec(id) ?? [];
  return Number(count ?? 1);
}
