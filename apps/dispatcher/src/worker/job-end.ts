import type { AttemptJob } from '@postrider/contracts';
import { UnrecoverableError } from 'bullmq';
import { MissingDelivery } from '../attempt/attempts.js';
import type { AttemptResult } from './attempt-slots.js';

const minPauseMs = 1_000;
const maxPauseMs = 60_000;

export interface FinishedAttempt {
  attempt: AttemptJob;
  result: AttemptResult;
}

/**
 * The end of one run of a job:
 * - `completed`: all attempts are acknowledged.
 * - `requeued`: the job runs again after a pause, with the attempts that are not acknowledged.
 * - `failed`: the job goes to the queue's failed set, because no repetition helps: a delivery is missing.
 * - `lost`: another worker has the job.
 */
export type JobEnd =
  | { outcome: 'completed' | 'lost' }
  | { outcome: 'requeued'; pauseMs: number; error?: unknown }
  | { outcome: 'failed'; error: UnrecoverableError };

/** An acknowledged attempt needs no further run: it is recorded, skipped or parked. */
export const isAcknowledged = ({ result }: FinishedAttempt): boolean => result === 'done' || result === 'deferred';

/** Decides how the nth run of a job ends. A fault of ours comes before all others, so that it is repeated. */
export function endOf(finished: readonly FinishedAttempt[], run: number): JobEnd {
  const results = finished.map(({ result }) => result);
  if (results.includes('lost')) return { outcome: 'lost' };
  const errors = results.flatMap((result) => (typeof result === 'object' ? [result.error] : []));
  const missing = errors.filter((error) => error instanceof MissingDelivery);
  const fault = errors.find((error) => !(error instanceof MissingDelivery));
  if (fault !== undefined) return requeueAfter(fault, run);
  if (results.includes('not_started')) return { outcome: 'requeued', pauseMs: 0 };
  if (missing.length === 0) return { outcome: 'completed' };
  return { outcome: 'failed', error: new UnrecoverableError(missing.map(({ message }) => message).join('; ')) };
}

/** After a fault of ours the pause doubles with each run. */
export const requeueAfter = (error: unknown, run: number): JobEnd => ({
  outcome: 'requeued',
  pauseMs: Math.min(minPauseMs * 2 ** Math.min(run - 1, 10), maxPauseMs),
  error,
});
