import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { Transport } from '../transport.js';
import type { EventType, EventTypeChanges, EventTypeInput } from '../types.js';

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

  async get(type: string, options?: RequestOptions): Promise<EventType> {
    return this.#transport.call({ method: 'GET', path: path`/event-types/${type}` }, options);
  }

  /** A type of the organization's own. */
  async create(eventType: EventTypeInput, options?: RequestOptions): Promise<EventType> {
    return this.#transport.call({ method: 'POST', path: path`/event-types`, body: eventType }, options);
  }

  /** Changes the named fields; `schema: null` takes the schema away. */
  async update(type: string, changes: EventTypeChanges, options?: RequestOptions): Promise<EventType> {
    return this.#transport.call({ method: 'PATCH', path: path`/event-types/${type}`, body: changes }, options);
  }

  /** It can be published and subscribed to no more; what was published stays. */
  async delete(type: string, options?: RequestOptions): Promise<void> {
    await this.#transport.call({ method: 'DELETE', path: path`/event-types/${type}` }, options);
  }
}
