import type { PostriderOptions, RequestOptions } from './options.js';
import { path } from './path.js';
import { Deliveries } from './resources/deliveries.js';
import { Endpoints } from './resources/endpoints.js';
import { EventTypes } from './resources/event-types.js';
import { Events } from './resources/events.js';
import { Keys } from './resources/keys.js';
import { Operations } from './resources/operations.js';
import { Transport } from './transport.js';
import type { Overview, OverviewQuery } from './types.js';

/**
 * A client of one Postrider and one key. Calls reject with a PostriderError, and with the reason of a signal that aborts
 * them; what is wrong before anything is sent is a TypeError.
 */
export class Postrider {
  readonly endpoints: Endpoints;
  readonly deliveries: Deliveries;
  readonly events: Events;
  readonly eventTypes: EventTypes;
  readonly operations: Operations;
  readonly keys: Keys;
  readonly #transport: Transport;

  constructor(options: PostriderOptions) {
    const transport = new Transport(options);
    this.endpoints = new Endpoints(transport);
    this.deliveries = new Deliveries(transport);
    this.events = new Events(transport);
    this.eventTypes = new EventTypes(transport);
    this.operations = new Operations(transport);
    this.keys = new Keys(transport);
    this.#transport = transport;
  }

  /** What came of attempts, what is pending, and which endpoints fail. Needs a management key. */
  async overview(query: OverviewQuery = {}, options?: RequestOptions): Promise<Overview> {
    return this.#transport.call({ method: 'GET', path: path`/overview`, query }, options);
  }
}
