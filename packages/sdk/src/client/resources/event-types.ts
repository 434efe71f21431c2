import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { Transport } from '../transport.js';
import type { EventType } from '../types.js';

/** The catalogue: what can be published and subscribed to. Needs a management key. */
export class EventTypes {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** All of them; this list has no pages. */
  async list(options?: RequestOptions): Promise<EventType[]> {
    const { data } = await this.#transport.call<{ data: EventType[] }>(
      { method: 'GET', path: path`/event-types` },
      options,
    );
    return data;
  }
}
