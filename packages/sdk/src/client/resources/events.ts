import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { Transport } from '../transport.js';
import type { Event, EventDetail, EventInput, EventQuery, PublishedEvent } from '../types.js';

/** What was published. Publishing needs any key, reading a management key. */
export class Events {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The answer means durable: the event and its deliveries are committed. Give the event an `id` of your own where the
   * same event may be published again later, or by another process.
   */
  async publish(event: EventInput, options?: RequestOptions): Promise<PublishedEvent> {
    return this.#transport.call({ method: 'POST', path: path`/events`, body: event }, options);
  }

  /** Up to 1,000 events, all or nothing; answered in the order given. */
  async publishBatch(events: readonly EventInput[], options?: RequestOptions): Promise<PublishedEvent[]> {
    const { data } = await this.#transport.call<{ data: PublishedEvent[] }>(
      { method: 'POST', path: path`/events/batch`, body: { events } },
      options,
    );
    return data;
  }

  /** Newest first, also events that nobody subscribed to. */
  list(query: EventQuery = {}, options?: RequestOptions): List<Event> {
    return this.#transport.list({ path: path`/events`, query }, options);
  }

  /** By its own `id`, or by the one that Postrider made. */
  async get(id: string, options?: RequestOptions): Promise<EventDetail> {
    return this.#transport.call({ method: 'GET', path: path`/events/${id}` }, options);
  }
}
