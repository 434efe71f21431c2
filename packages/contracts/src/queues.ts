import { z } from 'zod';
import { isId } from './ids.js';

/**
 * The data of a job: ids and the number of an attempt, no payload and no secret. A job whose attempt is in the delivery's
 * stream already does nothing.
 */
export const AttemptJob = z.strictObject({
  delivery_id: z.string().refine((value) => isId('delivery', value), 'expected a delivery id'),
  /** A worker defers attempts for an endpoint at capacity without loading them. */
  endpoint_id: z.string().refine((value) => isId('endpoint', value), 'expected an endpoint id'),
  attempt: z.int().min(1),
});
export type AttemptJob = z.infer<typeof AttemptJob>;

/** A shared job of attempts that were due together: the cost of Redis is per job. Each attempt is acknowledged on its own. */
export const AttemptBatch = z.strictObject({ attempts: z.array(AttemptJob).min(1) });
export type AttemptBatch = z.infer<typeof AttemptBatch>;

export const JobData = z.union([AttemptBatch, AttemptJob]);
export type JobData = z.infer<typeof JobData>;

/** Three queues, so that fresh deliveries do not wait behind retries or a bulk replay. */
export const queues = {
  deliver: { name: 'deliver', does: 'first attempts of fresh deliveries' },
  retry: { name: 'retry', does: 'attempts after a failed one, delayed by the retry policy' },
  replay: { name: 'replay', does: 'attempts of replays and recoveries' },
} as const;

export type QueueName = keyof typeof queues;
export const queueNames = Object.keys(queues) as QueueName[];

/** An attempt and the queue that its job belongs to. Without a time, or with one in the past, it is due now. */
export interface ScheduledAttempt extends AttemptJob {
  queue: QueueName;
  at?: Date | null;
}

/** Redis key prefix of a queue. The hash tag puts the queue's keys into one hash slot of a cluster. */
export function queuePrefix(base: string, queue: QueueName): string {
  return `{${base}-${queue}}`;
}

/** One id per attempt: while a job exists, BullMQ ignores another one with the same id. */
export function jobId({ delivery_id, attempt }: Pick<AttemptJob, 'delivery_id' | 'attempt'>): string {
  return `${delivery_id}-${String(attempt)}`;
}

/** A new id each time, so that a job in the failed set does not block another with the same attempts. */
export function batchId(attempts: readonly AttemptJob[]): string {
  return ['batch', String(attempts.length), Math.random().toString(36).slice(2, 12)].join('-');
}

/** Returns how many attempts a job had when it was added, from its id. */
export function attemptsIn(id: string): number {
  const [, count] = /^batch-(\d+)-/.exec(id) ?? [];
  return Number(count ?? 1);
}
