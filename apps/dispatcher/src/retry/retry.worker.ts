import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { Attempts } from '../attempt/attempts.js';
import { QueueWorker } from '../worker/queue-worker.js';
import type { Throttle } from '../throttle/throttle.js';

/** Attempts after a failed one. When they fall is decided by the domain's retry policy; here they are made. */
export const retryWorker = (
  attempts: Attempts,
  throttle: Throttle,
  queues: JobQueues,
  settings: Settings,
): QueueWorker => new QueueWorker('retry', settings.POSTRIDER_RETRY_CONCURRENCY, attempts, throttle, queues, settings);
