import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import { pause } from '../retry.js';
import type { Transport } from '../transport.js';
import type { BulkOperation, OperationQuery } from '../types.js';

export interface WaitOptions extends RequestOptions {
  /** Pause before the second look: 1,000 ms unless given. Each further one is half as long again, up to 10 s. */
  intervalMs?: number | undefined;
  /** Told of each look, also of the last. */
  onProgress?: ((operation: BulkOperation) => void) | undefined;
}

const longestIntervalMs = 10_000;

/** Bulk replays and recoveries. Needs a management key. */
export class Operations {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Newest first. */
  list(query: OperationQuery = {}, options?: RequestOptions): List<BulkOperation> {
    return this.#transport.list({ path: path`/operations`, query }, options);
  }

  async get(id: string, options?: RequestOptions): Promise<BulkOperation> {
    return this.#transport.call({ method: 'GET', path: path`/operations/${id}` }, options);
  }

  /** Stops it before its next page; what it has scheduled is sent. */
  async cancel(id: string, options?: RequestOptions): Promise<BulkOperation> {
    return this.#transport.call({ method: 'POST', path: path`/operations/${id}/cancel` }, options);
  }

  /**
   * The operation once it is completed or cancelled. For as long as that takes: a `signal` ends the wait, not the
   * operation. Looks are few, since each counts in the key's rate limit.
   */
  async wait(id: string, { intervalMs = 1000, onProgress, ...options }: WaitOptions = {}): Promise<BulkOperation> {
    for (let interval = intervalMs; ; interval = Math.min(longestIntervalMs, interval * 1.5)) {
      const operation = await this.get(id, options);
      onProgress?.(operation);
      if (operation.status !== 'running') return operation;
      await pause(interval, options.signal);
    }
  }
}
