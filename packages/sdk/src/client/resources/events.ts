import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { Event, EventDetail, EventInput, EventQuery, PublishedEvent, SearchablePaths } from '../types.js';
import { Resource } from './resource.js';

const searchablePaths = path`/searchable-paths`;

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

  /**
   * Newest first, including events without subscribers. `data` is a searchable path and a value:
   * `{ 'data.order_id': '4711' }`.
   */
  list({ data, ...filters }: EventQuery = {}, options?: RequestOptions): List<Event> {
    return this.transport.list({ path: path`/events`, query: { ...filters, ...data } }, options);
  }

  /** The paths of the values in the payload by which `list` finds events. */
  async searchablePaths(options?: RequestOptions): Promise<string[]> {
    return (await this.transport.call<SearchablePaths>({ method: 'GET', path: searchablePaths }, options)).paths;
  }

  /** Replaces all searchable paths. Events that are published later are found by them. */
  async updateSearchablePaths(paths: readonly string[], options?: RequestOptions): Promise<string[]> {
    const call = { method: 'PATCH', path: searchablePaths, body: { paths } } as const;
    return (await this.transport.call<SearchablePaths>(call, options)).paths;
  }

  /** By your own `id`, or by Postrider's. */
  async get(id: string, options?: RequestOptions): Promise<EventDetail> {
    return this.transport.call({ method: 'GET', path: path`/events/${id}` }, options);
  }
}
