import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { Transport } from '../transport.js';
import type { BulkOperation, Delivery, DeliveryDetail, DeliveryQuery, HistoryEntry, ReplayFilter } from '../types.js';

/** What was sent to whom, and what came of it. Needs a management key. */
export class Deliveries {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Newest first; the filters combine. */
  list(query: DeliveryQuery = {}, options?: RequestOptions): List<Delivery> {
    return this.#transport.list({ path: path`/deliveries`, query }, options);
  }

  /** With its payload and every attempt. */
  async get(id: string, options?: RequestOptions): Promise<DeliveryDetail> {
    return this.#transport.call({ method: 'GET', path: path`/deliveries/${id}` }, options);
  }

  /** Everything that has happened to it, oldest first, as the log has it. */
  async history(id: string, options?: RequestOptions): Promise<HistoryEntry[]> {
    const { data } = await this.#transport.call<{ data: HistoryEntry[] }>(
      { method: 'GET', path: path`/deliveries/${id}/history` },
      options,
    );
    return data;
  }

  /** Sends the same payload again, at once. */
  async replay(id: string, options?: RequestOptions): Promise<Delivery> {
    return this.#transport.call({ method: 'POST', path: path`/deliveries/${id}/replay` }, options);
  }

  /** Replays all that the filter matches, in the background: see `operations`. */
  async replayMany(filter: ReplayFilter, options?: RequestOptions): Promise<BulkOperation> {
    return this.#transport.call({ method: 'POST', path: path`/deliveries/replay`, body: filter }, options);
  }
}
