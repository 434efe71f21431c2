import type { Worker } from 'bullmq';

const minPauseMs = 500;
const maxPauseMs = 15_000;

/**
 * Pauses a worker after an error of Redis. Without a pause BullMQ fetches again at once, thousands of times a second, and
 * its check for stalled jobs ends with the first error: it starts anew when the worker resumes.
 */
export class WorkerBackoff {
  #errors = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(private readonly worker: Pick<Worker, 'pause' | 'resume'>) {}

  /** Longer with each call since the last `reset`; the pauses of several workers spread by jitter. */
  pause(): void {
    if (this.#timer || this.#isStopped) return;
    const longest = Math.min(minPauseMs * 2 ** this.#errors, maxPauseMs);
    this.#errors = Math.min(this.#errors + 1, 10);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        void this.worker.resume();
      },
      longest * (0.5 + Math.random() / 2),
    );
    void this.worker.pause(true);
  }

  reset(): void {
    this.#errors = 0;
  }

  /** The worker is not resumed any more: it is about to close. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }
}
