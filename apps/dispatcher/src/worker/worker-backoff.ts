import type { Worker } from 'bullmq';

const minPauseMs = 500;
const maxPauseMs = 15_000;

/**
 * Pauses a worker after an error of Redis. Without a pause BullMQ fetches again at once, thousands of times a second.
 * The first error also ends BullMQ's check for stalled jobs, which only starts again when the worker resumes.
 */
export class WorkerBackoff {
  #errors = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(private readonly worker: Pick<Worker, 'pause' | 'resume'>) {}

  /** The pause doubles with each call since the last `reset`, up to 15 s. Jitter spreads the pauses of several workers. */
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

  /** To be called before the worker closes. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }
}
