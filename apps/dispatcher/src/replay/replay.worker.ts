import type { Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { Attempts } from '../attempt/attempts.js';
import { QueueWorker } from '../worker/queue-worker.js';
import type { Throttle } from '../throttle/throttle.js';

/** Attempts that an operator asked for, apart from fresh deliveries so that many of them hold up none. */
export const replayWorker = (
  attempts: Attempts,
  throttle: Throttle,
  queues: JobQueues,
  settings: Settings,
): QueueWorker =>
  new QueueWorker('replay', settings.POSTRIDER_REPLAY_CONCURRENCY, attempts, throttle, queues, settings);
