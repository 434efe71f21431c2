import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { EventType, EventTypeChanges, EventTypeInput } from '../types.js';
import { Resource } from './resource.js';

/** The catalogue of event types. Needs a management key. */
export class EventTypes extends Resource {
  /** All event types; this list has no pages. */
  async list(options?: RequestOptions): Promise<EventType[]> {
    return this.transport.items({ method: 'GET', path: path`/event-types` }, options);
  }

  async get(type: string, options?: RequestOptions): Promise<EventType> {
    return this.transport.call({ method: 'GET', path: path`/event-types/${type}` }, options);
  }

  /** Creates an event type of the organization. */
  async create(eventType: EventTypeInput, options?: RequestOptions): Promise<EventType> {
    return this.transport.call({ method: 'POST', path: path`/event-types`, body: eventType }, options);
  }

  /** Changes the given fields. `schema: null` removes the schema. */
  async update(type: string, changes: EventTypeChanges, options?: RequestOptions): Promise<EventType> {
    return this.transport.call({ method: 'PATCH', path: path`/event-types/${type}`, body: changes }, options);
  }

  /** Its events can no longer be published. Published events stay. */
  async delete(type: string, options?: RequestOptions): Promise<void> {
    await this.transport.call({ method: 'DELETE', path: path`/event-types/${type}` }, options);
  }
}
