import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type {
  BulkOperation,
  Delivery,
  DeliveryCount,
  DeliveryDetail,
  DeliveryFilter,
  DeliveryQuery,
  ExportInput,
  HistoryEntry,
  ReplayFilter,
} from '../types.js';
import { Operations, type WaitOptions } from './operations.js';
import { Resource } from './resource.js';

/** Deliveries of events to endpoints. Needs a management key. */
export class Deliveries extends Resource {
  /** Newest first. Filters are combined. */
  list(query: DeliveryQuery = {}, options?: RequestOptions): List<Delivery> {
    return this.transport.list({ path: path`/deliveries`, query }, options);
  }

  /** How many match, up to a limit, and how many of them `replayMany` would skip. */
  async count(filter: DeliveryFilter = {}, options?: RequestOptions): Promise<DeliveryCount> {
    return this.transport.call({ method: 'GET', path: path`/deliveries/count`, query: filter }, options);
  }

  /** With its payload and its attempts. */
  async get(id: string, options?: RequestOptions): Promise<DeliveryDetail> {
    return this.transport.call({ method: 'GET', path: path`/deliveries/${id}` }, options);
  }

  /** Its domain events from the log, oldest first. */
  async history(id: string, options?: RequestOptions): Promise<HistoryEntry[]> {
    return this.transport.items({ method: 'GET', path: path`/deliveries/${id}/history` }, options);
  }

  /** Sends the same payload again, without delay. */
  async replay(id: string, options?: RequestOptions): Promise<Delivery> {
    return this.transport.call({ method: 'POST', path: path`/deliveries/${id}/replay` }, options);
  }

  /** Replays all matching deliveries in the background: see `operations`. */
  async replayMany(filter: ReplayFilter, options?: RequestOptions): Promise<BulkOperation> {
    return this.transport.call({ method: 'POST', path: path`/deliveries/replay`, body: filter }, options);
  }

  /** Writes all matching deliveries to a file in the background, newest first: see `operations`. */
  async export(input: ExportInput = {}, options?: RequestOptions): Promise<BulkOperation> {
    return this.transport.call({ method: 'POST', path: path`/deliveries/export`, body: input }, options);
  }

  /**
   * The same for all that match, however many: yields each operation when it has ended, and then continues behind a file that
   * the server cut at its limit. One that was cancelled is the last.
   */
  async *exportAll(
    input: ExportInput = {},
    { intervalMs, onProgress, ...options }: Omit<WaitOptions, 'idempotencyKey'> = {},
  ): AsyncGenerator<BulkOperation, void, undefined> {
    const operations = new Operations(this.transport);
    let cursor = input.cursor;
    do {
      const { id } = await this.export({ ...input, ...(cursor !== undefined && { cursor }) }, options);
      const ended = await operations.wait(id, { intervalMs, onProgress, ...options });
      yield ended;
      cursor = ended.file?.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }
}
