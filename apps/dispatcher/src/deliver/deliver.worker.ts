import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { Attempts } from '../attempt/attempts.js';
import { QueueWorker } from '../worker/queue-worker.js';
import type { Throttle } from '../throttle/throttle.js';

/** First attempts of fresh deliveries. */
export const deliverWorker = (
  attempts: Attempts,
  throttle: Throttle,
  queues: JobQueues,
  settings: Settings,
): QueueWorker =>
  new QueueWorker('deliver', settings.POSTRIDER_DELIVER_CONCURRENCY, attempts, throttle, queues, settings);
