import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import { pause } from '../retry.js';
import type { BulkOperation, OperationQuery } from '../types.js';
import { Resource } from './resource.js';

export interface WaitOptions extends RequestOptions {
  /** Delay before the second poll. Each further delay is 1.5 times as long, up to 10 s. Default: 1,000 ms. */
  intervalMs?: number | undefined;
  /** Called after each poll, including the last. */
  onProgress?: ((operation: BulkOperation) => void) | undefined;
}

const longestIntervalMs = 10_000;

/** Bulk replays, recoveries and exports. Needs a management key. */
export class Operations extends Resource {
  /** Newest first. */
  list(query: OperationQuery = {}, options?: RequestOptions): List<BulkOperation> {
    return this.transport.list({ path: path`/operations`, query }, options);
  }

  async get(id: string, options?: RequestOptions): Promise<BulkOperation> {
    return this.transport.call({ method: 'GET', path: path`/operations/${id}` }, options);
  }

  /** Stops the operation before its next page. Deliveries already scheduled are still sent. */
  async cancel(id: string, options?: RequestOptions): Promise<BulkOperation> {
    return this.transport.call({ method: 'POST', path: path`/operations/${id}/cancel` }, options);
  }

  /**
   * The file of a completed export, as a stream that is read as fast as its consumer takes it, without a limit of its total
   * time: `attemptTimeoutMs` is the limit of the wait for the response, and for each part of it. The stream fails with a
   * PostriderError if the connection is lost, or with the reason of the `signal`.
   */
  async file(id: string, options?: RequestOptions): Promise<ReadableStream<Uint8Array>> {
    return this.transport.file(path`/operations/${id}/file`, options);
  }

  /**
   * Resolves when the operation is completed or cancelled, without a time limit. A `signal` aborts the wait, not the
   * operation. The delays grow, since each poll counts in the key's rate limit.
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
