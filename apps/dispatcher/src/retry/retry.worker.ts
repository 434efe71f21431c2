import type { Settings } from '@postrider/contracts';
import type { Attempts } from '../attempt/attempts.js';
import { QueueWorker } from '../attempt/queue-worker.js';
import type { Throttle } from '../throttle/throttle.js';

/** Attempts after a failed one. When they fall is decided by the domain's retry policy; here they are made. */
export const retryWorker = (attempts: Attempts, throttle: Throttle, settings: Settings): QueueWorker =>
  new QueueWorker('retry', settings.POSTRIDER_RETRY_CONCURRENCY, attempts, throttle, settings);
