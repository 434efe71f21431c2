import { Logger } from '@nestjs/common';
import { DatabaseUnavailable, isDataError, sqlStateOf } from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';

const probeMs = 1_000;
/** Pause before an outcome is recorded again. */
const minPauseMs = 50;
const maxPauseMs = 2_000;

/**
 * Stops all sending while outcomes cannot be recorded: a request whose outcome is lost would be sent again. The circuit has
 * two states:
 * - `open`: nothing is sent. This is the first state, so that a process sends nothing before its first write.
 * - `closed`: requests are sent.
 *
 * Transitions:
 * - closed → open: Postgres fails to record an outcome, for a reason that concerns all outcomes.
 * - open → closed: an outcome is recorded or, if no outcome waits, a trial write succeeds.
 */
export class RecordingCircuit {
  readonly #logger = new Logger('recording');
  readonly #loop: PollingLoop;
  readonly #stopped = Promise.withResolvers<undefined>();
  #closed = Promise.withResolvers<undefined>();
  #isClosed = false;
  #isStopping = false;
  /** Outcomes that wait for a reason that concerns all outcomes. */
  #waiting = 0;

  constructor(tryWrite: () => Promise<unknown>) {
    this.#loop = new PollingLoop({
      step: async () => {
        if (!this.#isClosed && this.#waiting === 0) {
          await tryWrite();
          this.#close();
        }
        return probeMs;
      },
      pauseMs: probeMs,
      logger: this.#logger,
      failure: 'the database refuses a trial write; nothing is sent',
    });
  }

  start(): void {
    this.#loop.start(0);
  }

  /** Pending calls of `whenClosed` resolve to false. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopped.resolve(undefined);
    await this.#loop.stop();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Resolves to true once the circuit is closed, or to false if the process stops before. */
  async whenClosed(): Promise<boolean> {
    while (!this.#isClosed) {
      if (this.#isStopping) return false;
      await Promise.race([this.#closed.promise, this.#stopped.promise]);
    }
    return true;
  }

  /** Runs `record` until it succeeds, however long that takes, since the request was sent. */
  async persist<T>(record: () => Promise<T>): Promise<T> {
    let isCounted = false;
    const count = (isWaiting: boolean): void => {
      if (isWaiting !== isCounted) this.#waiting += isWaiting ? 1 : -1;
      isCounted = isWaiting;
    };
    try {
      for (let pauseMs = minPauseMs; ; pauseMs = Math.min(2 * pauseMs, maxPauseMs)) {
        try {
          const result = await record();
          this.#close();
          return result;
        } catch (error) {
          count(!concernsOneOutcome(error));
          this.#failed(error);
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random() / 2)));
      }
    } finally {
      count(false);
    }
  }

  #failed(error: unknown): void {
    this.#logger.error(error, 'an outcome could not be recorded; it is tried again');
    if (!this.#isClosed || concernsOneOutcome(error)) return;
    this.#isClosed = false;
    this.#closed = Promise.withResolvers<undefined>();
    this.#logger.error('nothing is sent until an outcome can be recorded');
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closed.resolve(undefined);
    this.#logger.log('outcomes can be recorded');
  }
}

/** Other outcomes can be recorded: Postgres refuses the data of this one, or the error does not come from Postgres. */
const concernsOneOutcome = (error: unknown): boolean =>
  isDataError(error) || !(error instanceof DatabaseUnavailable || sqlStateOf(error) !== undefined);
