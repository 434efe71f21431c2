import type { Dispatcher } from 'undici';

export interface Answer {
  status: number;
  /** One that was repeated is an array. */
  headers: Record<string, string | string[] | undefined>;
  /** What was read of the body. */
  body: Buffer;
}

/** The request was not written, since it was not allowed to go out any more when its connection was there. */
export class NotStarted extends Error {
  override name = 'NotStarted';
}

/**
 * Receives one answer as undici parses it, up to so many bytes of the body: an endless answer ends with the limit, not with
 * the timeout. Not undici's `request`: the stream that it makes of each answer costs more than sending does.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Rejects with what undici or the socket reports, or with what it was aborted for. */
  readonly answer: Promise<Answer>;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #head: Pick<Answer, 'status' | 'headers'> = { status: 0, headers: {} };
  #controller: Dispatcher.DispatchController | undefined;
  #aborted: Error | undefined;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: Error) => void;

  /** `mayStart` is asked in the moment before the request is written. */
  constructor(
    private readonly readBytes: number,
    private readonly mayStart: () => boolean,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.answer = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  abort(reason: Error): void {
    this.#aborted = reason;
    this.#controller?.abort(reason);
    this.#reject(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It has waited for its connection for too long.
    if (this.#aborted) controller.abort(this.#aborted);
    else if (!this.mayStart()) this.abort(new NotStarted());
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Answer['headers']): void {
    // Those below 200 come before the answer; the last one counts.
    this.#head = { status, headers };
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size <= this.readBytes) return;
    this.#end();
    // The connection goes with what is not read.
    controller.abort(new Error('enough of the answer was read'));
  }

  onResponseEnd(): void {
    this.#end();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error);
  }

  #end(): void {
    this.#resolve({ ...this.#head, body: Buffer.concat(this.#chunks) });
  }
}
