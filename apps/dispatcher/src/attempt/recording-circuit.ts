import { Logger } from '@nestjs/common';
import { DatabaseUnavailable, isDataError, sqlStateOf } from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';

const probeMs = 1_000;
/** Between two tries to record an outcome. */
const minPauseMs = 50;
const maxPauseMs = 2_000;

/**
 * Open while outcomes of attempts cannot be recorded: nothing is sent then, since each request would have to be sent again
 * if this process died. Closes with the next record that succeeds or, where none waits, with a trial write. It begins open,
 * so that a process which starts beside a database that refuses writes sends nothing.
 */
export class RecordingCircuit {
  readonly #logger = new Logger('recording');
  readonly #loop: PollingLoop;
  readonly #stopped = Promise.withResolvers<undefined>();
  #closed = Promise.withResolvers<undefined>();
  #isClosed = false;
  #isStopping = false;
  /** Records that are tried again for a reason that concerns every record. */
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

  /** Whoever waits for the circuit is let go. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopped.resolve(undefined);
    await this.#loop.stop();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Resolves to true once the circuit is closed, and to false when the process stops before. */
  async whenClosed(): Promise<boolean> {
    while (!this.#isClosed) {
      if (this.#isStopping) return false;
      await Promise.race([this.#closed.promise, this.#stopped.promise]);
    }
    return true;
  }

  /** Runs `record` until it succeeds, however long that takes: what it records was sent. */
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
          count(!isOfOneRecord(error));
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
    if (!this.#isClosed || isOfOneRecord(error)) return;
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

/** Others may well be recorded: the data of this one is refused, or the error is not of Postgres. */
const isOfOneRecord = (error: unknown): boolean =>
  isDataError(error) || !(error instanceof DatabaseUnavailable || sqlStateOf(error) !== undefined);
