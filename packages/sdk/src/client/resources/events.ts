import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { Event, EventDetail, EventInput, EventQuery, PublishedEvent } from '../types.js';
import { Resource } from './resource.js';

/** Published events. Publishing needs any key, reading a management key. */
export class Events extends Resource {
  /**
   * Resolves when the event and its deliveries are committed. Pass your own `id` if the same event may be published again
   * later, or by another process.
   */
  async publish(event: EventInput, options?: RequestOptions): Promise<PublishedEvent> {
    return this.transport.call({ method: 'POST', path: path`/events`, body: event }, options);
  }

  /** Publishes up to 1,000 events, all or none, and returns them in the same order. */
  async publishBatch(events: readonly EventInput[], options?: RequestOptions): Promise<PublishedEvent[]> {
    return this.transport.items({ method: 'POST', path: path`/events/batch`, body: { events } }, options);
  }

  /** Newest first, including events without subscribers. */
  list(query: EventQuery = {}, options?: RequestOptions): List<Event> {
    return this.transport.list({ path: path`/events`, query }, options);
  }

  /** By your own `id`, or by Postrider's. */
  async get(id: string, options?: RequestOptions): Promise<EventDetail> {
    return this.transport.call({ method: 'GET', path: path`/events/${id}` }, options);
  }
}
