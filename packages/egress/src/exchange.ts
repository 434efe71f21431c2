import type { Dispatcher } from 'undici';
import { connectionBeingOpened, type ConnectionTiming } from './timed-connector.js';

export interface ReceivedResponse {
  status: number;
  /** A repeated header is an array. */
  headers: Record<string, string | string[] | undefined>;
  /** Names and values in turn, as received. */
  rawHeaders: readonly (Buffer | string)[];
  /** The part of the body that was read. */
  body: Buffer;
}

/** The request was not written: it might not be sent any more once it had a connection. */
export class NotStarted extends Error {
  override name = 'NotStarted';
}

/**
 * Receives one response from undici, up to `readBytes` of its body: an endless response ends at this limit, not at the
 * timeout. undici's own `request` is not used, since its stream for each response costs more than sending does.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Rejects with the error of undici or of the socket, or with the reason of `abort`. */
  readonly response: Promise<ReceivedResponse>;
  /** When the request was written and when the headers of the response came, by `performance.now()`. */
  writtenAt: number | undefined;
  respondedAt: number | undefined;
  /** The connection, if it was opened for this request. */
  connection: ConnectionTiming | undefined;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #head: Omit<ReceivedResponse, 'body'> = { status: 0, headers: {}, rawHeaders: [] };
  #controller: Dispatcher.DispatchController | undefined;
  #aborted: Error | undefined;
  readonly #resolve: (response: ReceivedResponse) => void;
  readonly #reject: (error: Error) => void;

  /** `mayStart` is called right before the request is written. */
  constructor(
    private readonly readBytes: number,
    private readonly mayStart: () => boolean,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<ReceivedResponse>();
    this.response = promise;
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
    // The timeout struck while the request waited for a connection.
    if (this.#aborted) controller.abort(this.#aborted);
    else if (!this.mayStart()) this.abort(new NotStarted());
    else {
      this.writtenAt = performance.now();
      this.connection = connectionBeingOpened();
    }
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: ReceivedResponse['headers'],
  ): void {
    // Informational responses come first; the last response counts.
    const { rawHeaders } = controller;
    this.#head = { status, headers, rawHeaders: Array.isArray(rawHeaders) ? rawHeaders : [] };
    this.respondedAt = performance.now();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size <= this.readBytes) return;
    this.#end();
    // Closes the connection, since the rest is not read.
    controller.abort(new Error('enough of the response was read'));
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
