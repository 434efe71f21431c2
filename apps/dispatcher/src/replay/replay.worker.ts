import type { Settings } from '@postrider/contracts';
import type { Attempts } from '../attempt/attempts.js';
import { QueueWorker } from '../attempt/queue-worker.js';
import type { Throttle } from '../throttle/throttle.js';

/** Attempts that an operator asked for, apart from fresh deliveries so that many of them hold up none. */
export const replayWorker = (attempts: Attempts, throttle: Throttle, settings: Settings): QueueWorker =>
  new QueueWorker('replay', settings.POSTRIDER_REPLAY_CONCURRENCY, attempts, throttle, settings);
